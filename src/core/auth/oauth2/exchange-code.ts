import { LRUCache } from "lru-cache";
import type { ClientAuth } from "oauth4webapi";
import type { ProviderOptions, ProviderTokens } from "./provider.ts";
import type { ProviderFetch } from "./provider-fetch.ts";
import { readTokens, TokenRefusal } from "./read-tokens.ts";

/** What a user's return from a provider brought. */
export interface CodeGrant {
  readonly code: string;
  /** Empty: the client used no PKCE. */
  readonly codeVerifier: string;
  /** The one of the authorization request; empty if that had none. */
  readonly redirectURL: string;
}

export type ExchangeCode = (
  options: ProviderOptions,
  grant: CodeGrant,
  fetch: ProviderFetch,
) => Promise<ProviderTokens>;

/** Where the client's credentials go: a header, or the body (RFC 6749 section 2.3.1). */
type Placement = "basic" | "post";

const maxRemembered = 1_000;

/**
 * Makes the exchange of codes for tokens (RFC 6749 section 4.1.3). Providers differ in where they want the client's
 * credentials, and few say so: what worked is remembered.
 */
export function createCodeExchange(): ExchangeCode {
  const worked = new LRUCache<string, Placement>({ max: maxRemembered });
  return async (options, grant, fetch) => {
    const client = JSON.stringify([options.tokenURL, options.clientId]);
    const known = worked.get(client);
    const placements: readonly Placement[] =
      known === undefined ? ["basic", "post"] : [known];
    let refusal = new TokenRefusal("", "the provider was not asked");
    for (const placement of placements) {
      try {
        const tokens = await requestTokens(options, grant, placement, fetch);
        worked.set(client, placement);
        return tokens;
      } catch (error) {
        // A bad code stays bad. Any other refusal may be about the credentials: what providers say then has no end.
        if (!(error instanceof TokenRefusal) || error.code === "invalid_grant")
          throw error;
        refusal = error;
      }
    }
    worked.delete(client);
    throw refusal;
  };
}

/**
 * The generic request, as oauth4webapi's own for codes insists on a redirect URI, which clients of this API may leave out.
 */
async function requestTokens(
  { clientId, clientSecret, tokenURL, pkce }: ProviderOptions,
  { code, codeVerifier, redirectURL }: CodeGrant,
  placement: Placement,
  fetch: ProviderFetch,
): Promise<ProviderTokens> {
  const oauth = await import("oauth4webapi");
  const parameters = {
    code,
    ...(redirectURL !== "" && { redirect_uri: redirectURL }),
    ...(pkce && codeVerifier !== "" && { code_verifier: codeVerifier }),
  };
  const response = await oauth.genericTokenEndpointRequest(
    { issuer: tokenURL, token_endpoint: tokenURL },
    { client_id: clientId },
    placement === "basic"
      ? inHeader(clientSecret)
      : oauth.ClientSecretPost(clientSecret),
    "authorization_code",
    parameters,
    { [oauth.customFetch]: fetch, [oauth.allowInsecureRequests]: true },
  );
  return readTokens(response);
}

/**
 * oauth4webapi's own encodes `-`, `_` and `.`, too. That is allowed, but the form encoding that RFC 6749 asks for leaves
 * them, and providers that decode nothing would read another client id.
 */
function inHeader(clientSecret: string): ClientAuth {
  return (_server, { client_id: clientId }, _body, headers) => {
    const credentials = `${formEncode(clientId)}:${formEncode(clientSecret)}`;
    headers.set("authorization", `Basic ${btoa(credentials)}`);
  };
}

function formEncode(text: string): string {
  return new URLSearchParams({ "": text }).toString().slice(1);
}
