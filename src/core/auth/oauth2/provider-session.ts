import { readIdToken } from "./id-token.ts";
import { parseJsonExactly } from "./parse-json-exactly.ts";
import {
  type ProviderOptions,
  ProviderRefusal,
  type ProviderSession,
  type ProviderTokens,
} from "./provider.ts";
import type { ProviderFetch } from "./provider-fetch.ts";

/** Makes what a provider's own code asks it with. */
export function createProviderSession(
  options: ProviderOptions,
  tokens: ProviderTokens,
  fetch: ProviderFetch,
): ProviderSession {
  return {
    options,
    tokens,

    async request(url, { method = "GET", headers, body } = {}) {
      const response = await fetch(url, {
        method,
        headers: {
          accept: "application/json",
          authorization: `${tokenType(tokens)} ${tokens.accessToken}`,
          ...(body !== undefined && { "content-type": "application/json" }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (response.status >= 400) {
        throw new ProviderRefusal(
          response.status,
          `the provider answered ${response.status} ${text.slice(0, 500)}`,
        );
      }
      return parseJsonExactly(text);
    },

    idTokenClaims({ issuers, jwksURL }) {
      const idToken = tokens.raw["id_token"];
      if (typeof idToken !== "string" || idToken === "") {
        return Promise.reject(new Error("the provider sent no ID token"));
      }
      const { clientId } = options;
      return readIdToken(idToken, { clientId, issuers, jwksURL }, fetch);
    },
  };
}

/** The scheme to send the token under (RFC 6749 section 7.1): what the provider called it, `Bearer` for all but a few. */
function tokenType({ raw }: ProviderTokens): string {
  const type = raw["token_type"];
  return typeof type === "string" &&
    /^[\w.~+/-]+$/.test(type) &&
    type.toLowerCase() !== "bearer"
    ? type
    : "Bearer";
}
