import type { OAuth2Provider } from "pocketbase";
import type { AuthDraft } from "../../collection-draft.ts";

/** A provider that is being set up. */
export interface ProviderDraft {
  readonly name: string;
  readonly clientId: string;
  /** Only while it is to be replaced: the server keeps the one that it has otherwise. */
  readonly clientSecret?: string | undefined;
  /** Null: as the provider needs it. */
  readonly pkce: boolean | null;
  readonly displayName: string;
  readonly authURL: string;
  readonly tokenURL: string;
  readonly userInfoURL: string;
  readonly extra: Readonly<Record<string, unknown>> | null;
}

export function providersOf({
  oauth2,
}: Pick<AuthDraft, "oauth2">): readonly ProviderDraft[] {
  // The SDK's type leaves out what may be null, and has the secret, which is never shown.
  return oauth2.providers as unknown as readonly ProviderDraft[];
}

/** The options with other providers. Without any left, nobody could log in, so the method is switched off. */
export function withProviders(
  { oauth2 }: Pick<AuthDraft, "oauth2">,
  providers: readonly ProviderDraft[],
): AuthDraft["oauth2"] {
  const isFirst = oauth2.providers.length === 0 && providers.length > 0;
  return {
    ...oauth2,
    enabled: isFirst || (oauth2.enabled && providers.length > 0),
    providers: providers as unknown as OAuth2Provider[],
  };
}

/** A provider as one begins to set it up. */
export function newProvider(name: string): ProviderDraft {
  return {
    name,
    clientId: "",
    clientSecret: "",
    pkce: isOpenId(name) ? true : null,
    displayName: "",
    authURL: "",
    tokenURL: "",
    userInfoURL: "",
    extra: null,
    ...(name === "microsoft" && microsoftAddresses("common")),
  };
}

/** Where the accounts of a tenant log in. */
export function microsoftAddresses(
  tenant: string,
): Pick<ProviderDraft, "authURL" | "tokenURL"> {
  const base = `https://login.microsoftonline.com/${tenant}/oauth2/v2.0`;
  return { authURL: `${base}/authorize`, tokenURL: `${base}/token` };
}

/** The providers for any service that speaks OpenID Connect. */
export const openIdNames: readonly string[] = ["oidc", "oidc2", "oidc3"];

export function isOpenId(name: string): boolean {
  return openIdNames.includes(name);
}

/** Whether somebody could log in with it, as far as can be told here. */
export function isComplete(
  provider: ProviderDraft,
  isStored: boolean,
): boolean {
  const { clientId, clientSecret } = provider;
  return (
    clientId !== "" &&
    (isStored ? clientSecret !== "" : Boolean(clientSecret)) &&
    hasAddresses(provider)
  );
}

/** Whether it has the addresses that nobody knows but who sets it up. The server leaves one without them out of the logins. */
function hasAddresses({
  name,
  authURL,
  tokenURL,
  userInfoURL,
  extra,
}: ProviderDraft): boolean {
  if (!isOpenId(name) && name !== "mailcow") return true;
  // Instead of an address, the ID token may tell who it is.
  const isTold = userInfoURL !== "" || (isOpenId(name) && extra !== null);
  return authURL !== "" && tokenURL !== "" && isTold;
}

/** What the form of a provider gets. */
export interface ProviderFormProps {
  readonly provider: ProviderDraft;
  readonly change: (change: Partial<ProviderDraft>) => void;
  /** Where the server has it, as in `oauth2.providers.0`. */
  readonly path: string;
}
