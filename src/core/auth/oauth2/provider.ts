import type { JsonObject } from "../../json.ts";

/** A service that people log in with: what differs from one to the next, and nothing else. One file each. */
export interface OAuth2Provider {
  /** What collections and clients call it. */
  readonly name: string;
  readonly displayName: string;
  /** An SVG. */
  readonly logo: string;
  /** Whether it takes PKCE (RFC 7636); a collection may say otherwise. */
  readonly pkce: boolean;
  readonly scopes: readonly string[];
  /** The scopes under a collection's `extra` options. When absent: `scopes`. */
  scopesWith?(extra: ProviderOptions["extra"]): readonly string[];
  /** Empty where each installation has its own, which the collection then has to give. */
  readonly authURL: string;
  readonly tokenURL: string;
  readonly userInfoURL: string;
  /** Further parameters of the authorization URL. */
  readonly authParameters?: Readonly<Record<string, string>>;
  /**
   * Asks who logged in. When absent: a GET of `userInfoURL` with the access token.
   * @returns the answer as it came, which has to be an object: what the client gets as `meta.rawUser`, and `readUser` reads
   */
  fetchUser?(session: ProviderSession): Promise<unknown>;
  /**
   * Reads the answer; with a further request where the provider keeps email addresses elsewhere.
   * @throws {Error} it does not say who logged in, or the account may not log in
   */
  readUser(
    raw: JsonObject,
    session: ProviderSession,
  ): ExternalUser | Promise<ExternalUser>;
}

/** A login with a provider: its options, the tokens it gave, and a way to ask it. */
export interface ProviderSession {
  readonly options: ProviderOptions;
  readonly tokens: ProviderTokens;
  /**
   * Asks for JSON with the access token, within the time and size that a login may take. The answer can have any shape;
   * whole numbers that JavaScript cannot hold exactly are texts in it (`parseJsonExactly`).
   * @throws {ProviderRefusal} a status from 400 on
   * @throws {Error} no answer, or no JSON
   */
  request(
    url: string,
    options?: {
      readonly method?: "GET" | "POST";
      readonly headers?: Readonly<Record<string, string>>;
      /** Sent as JSON. */
      readonly body?: JsonObject;
    },
  ): Promise<unknown>;
  /**
   * The claims of the ID token that came with the tokens, once its time, audience, issuer and signature are judged
   * (OpenID Connect Core 1.0, section 3.1.3.7).
   * @throws {Error}
   */
  idTokenClaims(expected: {
    /** Any when empty. */
    readonly issuers: readonly string[];
    /** Where its keys are; the signature is not judged when empty, as the token came straight from the provider. */
    readonly jwksURL: string;
  }): Promise<JsonObject>;
}

/** The provider answered, with an HTTP status from 400 on. */
export class ProviderRefusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = "ProviderRefusal";
    this.status = status;
  }
}

/** The collection's options over the provider's own. */
export interface ProviderOptions {
  readonly name: string;
  readonly displayName: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly authURL: string;
  readonly tokenURL: string;
  readonly userInfoURL: string;
  readonly pkce: boolean;
  readonly scopes: readonly string[];
  readonly extra: Readonly<Record<string, unknown>>;
}

export interface ProviderTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Undefined: not known. */
  readonly expiry: Date | undefined;
  /** The token endpoint's answer. */
  readonly raw: JsonObject;
}

/** Who logged in. Empty texts are not known. */
export interface ExternalUser {
  /** Never empty: all who have none would be the same user. */
  readonly id: string;
  readonly name: string;
  readonly username: string;
  /** Only if the provider says that it is the user's (has verified it); providers that say nothing about it are trusted. */
  readonly email: string;
  readonly avatarURL: string;
}
