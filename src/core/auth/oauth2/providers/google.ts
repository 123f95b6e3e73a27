import icon from "simple-icons/icons/google.svg" with { type: "text" };
import type { OAuth2Provider } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, flagAt, idAt, textAt } from "./read-user.ts";

/** @see https://developers.google.com/identity/openid-connect/openid-connect#obtaininguserprofileinformation */
export const google: OAuth2Provider = {
  name: "google",
  displayName: "Google",
  logo: paintLogo(icon, "#4285F4"),
  pkce: true,
  scopes: [
    "https://www.googleapis.com/auth/userinfo.profile",
    "https://www.googleapis.com/auth/userinfo.email",
  ],
  authURL: "https://accounts.google.com/o/oauth2/v2/auth",
  tokenURL: "https://oauth2.googleapis.com/token",
  userInfoURL: "https://www.googleapis.com/oauth2/v3/userinfo",
  readUser: (raw) =>
    externalUser({
      id: idAt(raw, "sub"),
      name: textAt(raw, "name"),
      avatarURL: textAt(raw, "picture"),
      email: flagAt(raw, "email_verified") ? textAt(raw, "email") : "",
    }),
};
