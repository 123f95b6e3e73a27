import icon from "simple-icons/icons/apple.svg" with { type: "text" };
import type { OAuth2Provider } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, idAt, looseFlagAt, textAt } from "./read-user.ts";

/**
 * The ID token is all that tells of the user. The name is not in it: it comes once, with the first redirect, and the
 * flow puts it in.
 *
 * @see https://developer.apple.com/documentation/signinwithapple/authenticating-users-with-sign-in-with-apple
 */
export const apple: OAuth2Provider = {
  name: "apple",
  displayName: "Apple",
  logo: paintLogo(icon, "#000000"),
  pkce: true,
  scopes: ["name", "email"],
  authURL: "https://appleid.apple.com/auth/authorize",
  tokenURL: "https://appleid.apple.com/auth/token",
  userInfoURL: "",
  // Apple refuses to give a name or address to any other mode
  authParameters: { response_mode: "form_post" },
  fetchUser: (session) =>
    session.idTokenClaims({
      issuers: ["https://appleid.apple.com"],
      jwksURL: "https://appleid.apple.com/auth/keys",
    }),
  readUser: (raw) =>
    externalUser({
      id: idAt(raw, "sub"),
      name: textAt(raw, "name"),
      // a text or a flag
      email: looseFlagAt(raw, "email_verified") ? textAt(raw, "email") : "",
    }),
};
