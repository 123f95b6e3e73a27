import type { ExternalUser } from "../../../../../src/core/auth/oauth2/provider.ts";
import type { Json, JsonObject } from "../../../../../src/core/json.ts";

/** A login as a provider's public documentation shows it, and who it is of. */
export interface ProviderLogin {
  readonly provider: string;
  /** What the provider answers at its `userInfoURL`. */
  readonly answer: Json;
  readonly user: ExternalUser;
  /** What it is to be asked with, over a GET with the access token. */
  readonly asked?: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: Json;
  };
  /** Status and answer of the other request that is to be made, by its URL's path. */
  readonly also?: {
    readonly path: string;
    readonly status?: number;
    readonly answer: Json;
  };
  /** What came with the tokens. */
  readonly tokens?: JsonObject;
  /** What the client is to get beside the answer. */
  readonly rawUser?: JsonObject;
  /** Logins that differ: in the answer (laid over it, objects key by key), and in the user or by being refused. */
  readonly but?: readonly ProviderVariant[];
}

export interface ProviderVariant {
  readonly title: string;
  readonly answer?: Json;
  readonly also?: { readonly status?: number; readonly answer: Json };
  readonly tokens?: JsonObject;
  readonly user: Partial<ExternalUser> | "refused";
}

/** Nothing but the id. */
export const unknown = { name: "", username: "", email: "", avatarURL: "" };
export const noEmail = { email: "" };
export const jane = "jane@example.com";
