import icon from "simple-icons/icons/facebook.svg" with { type: "text" };
import type { OAuth2Provider } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, idAt, textAt } from "./read-user.ts";

/** @see https://developers.facebook.com/docs/graph-api/reference/user/ */
export const facebook: OAuth2Provider = {
  name: "facebook",
  displayName: "Facebook",
  logo: paintLogo(icon, "#0866FF"),
  pkce: true,
  scopes: ["email"],
  authURL: "https://www.facebook.com/v3.2/dialog/oauth",
  tokenURL: "https://graph.facebook.com/v3.2/oauth/access_token",
  userInfoURL:
    "https://graph.facebook.com/me?fields=name,email,picture.type(large)",
  readUser: (raw) =>
    externalUser({
      id: idAt(raw, "id"),
      name: textAt(raw, "name"),
      email: textAt(raw, "email"),
      avatarURL: textAt(raw, "picture", "data", "url"),
    }),
};
