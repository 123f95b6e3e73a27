import icon from "simple-icons/icons/openid.svg" with { type: "text" };
import type { OAuth2Provider, ProviderSession } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, idAt, looseFlagAt, textAt } from "./read-user.ts";

/**
 * Any OpenID Connect provider; a collection can have three. Without a `userInfoURL` the ID token tells who logged in;
 * it is then judged by the collection's extra options: `jwksURL`, where its keys are, and `issuers`, a list or words.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims
 */
function createOpenIdProvider(name: string): OAuth2Provider {
  return {
    name,
    displayName: "OIDC",
    logo: paintLogo(icon, "#F78C40"),
    pkce: true,
    scopes: ["openid", "email", "profile"],
    authURL: "",
    tokenURL: "",
    userInfoURL: "",
    async fetchUser(session) {
      const { userInfoURL, extra } = session.options;
      return userInfoURL === ""
        ? session.idTokenClaims({
            issuers: readIssuers(extra),
            jwksURL: readKeysURL(extra),
          })
        : session.request(userInfoURL);
    },
    readUser: (raw) =>
      externalUser({
        id: idAt(raw, "sub"),
        name: textAt(raw, "name"),
        username: textAt(raw, "preferred_username"),
        avatarURL: textAt(raw, "picture"),
        // a text with some providers
        email: looseFlagAt(raw, "email_verified") ? textAt(raw, "email") : "",
      }),
  };
}

export const oidc = createOpenIdProvider("oidc");
export const oidc2 = createOpenIdProvider("oidc2");
export const oidc3 = createOpenIdProvider("oidc3");

/** @throws {Error} it is no text: a mistake in it must not leave signatures unjudged */
function readKeysURL(extra: ProviderSession["options"]["extra"]): string {
  const url = extra["jwksURL"] ?? "";
  if (typeof url === "string") return url;
  throw new Error('The extra option "jwksURL" is no text.');
}

/** @throws {Error} it is no list of texts: a mistake in it must not let every issuer pass */
function readIssuers(
  extra: ProviderSession["options"]["extra"],
): readonly string[] {
  const issuers = extra["issuers"] ?? [];
  if (typeof issuers === "string")
    return issuers.split(/\s+/).filter((issuer) => issuer !== "");
  if (
    Array.isArray(issuers) &&
    issuers.every((issuer) => typeof issuer === "string")
  )
    return issuers;
  throw new Error('The extra option "issuers" is no list of texts.');
}
