import type { JsonObject } from "../../../json.ts";
import type { OAuth2Provider, ProviderSession } from "../provider.ts";
import { externalUser, idAt, looseFlagAt, textAt } from "./read-user.ts";

/**
 * Accounts of Entra ID and of Microsoft. Which address is trusted is up to the collection's extra option
 * `idTokenEmailClaim`, as in a tenant that is not one's own the administrator writes what he likes:
 * `verified_primary_email`, `email_and_xms_edov`, `any_verified` (the first of these two that gives one), `email`; else
 * the `mail` of the Graph API.
 *
 * @see https://learn.microsoft.com/en-us/graph/api/user-get
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/optional-claims-reference
 */
export const microsoft: OAuth2Provider = {
  name: "microsoft",
  displayName: "Microsoft",
  logo: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#f25022" d="M1 1h10v10H1z"/><path fill="#7fba00" d="M13 1h10v10H13z"/><path fill="#00a4ef" d="M1 13h10v10H1z"/><path fill="#ffb900" d="M13 13h10v10H13z"/></svg>',
  pkce: true,
  scopes: ["User.Read"],
  // without "openid" there is no ID token
  scopesWith: (extra) =>
    textAt(extra, claimOption) === "" ? ["User.Read"] : ["User.Read", "openid"],
  authURL: "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
  tokenURL: "https://login.microsoftonline.com/common/oauth2/v2.0/token",
  userInfoURL: "https://graph.microsoft.com/v1.0/me",
  readUser: async (raw, session) =>
    externalUser({
      id: idAt(raw, "id"),
      name: textAt(raw, "displayName"),
      email: await readEmail(raw, session),
    }),
};

const claimOption = "idTokenEmailClaim";

async function readEmail(
  raw: JsonObject,
  session: ProviderSession,
): Promise<string> {
  const primary = (claims: JsonObject): string =>
    textAt(claims, "verified_primary_email");
  const any = (claims: JsonObject): string => textAt(claims, "email");
  // "email domain owner verified"
  const ofOwnDomain = (claims: JsonObject): string =>
    looseFlagAt(claims, "xms_edov") ? any(claims) : "";
  switch (textAt(session.options.extra, claimOption)) {
    case "any_verified": {
      const claims = await readClaims(session);
      return primary(claims) || ofOwnDomain(claims);
    }
    case "verified_primary_email":
      return primary(await readClaims(session));
    case "email_and_xms_edov":
      return ofOwnDomain(await readClaims(session));
    case "email":
      return any(await readClaims(session));
    default:
      return textAt(raw, "mail");
  }
}

/** Without a valid ID token the user has no address; who it is was asked elsewhere. */
async function readClaims(session: ProviderSession): Promise<JsonObject> {
  try {
    return await session.idTokenClaims({ issuers: [], jwksURL: "" });
  } catch {
    return {};
  }
}
