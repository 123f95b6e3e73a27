import type { OAuth2Provider } from "../provider.ts";
import { letterLogo } from "./paint-logo.ts";
import { externalUser, idAt, textAt, valueAt } from "./read-user.ts";

/**
 * Every mailcow is somebody's own: the collection gives its addresses.
 *
 * @see https://github.com/mailcow/mailcow-dockerized/blob/master/data/web/oauth/profile.php
 */
export const mailcow: OAuth2Provider = {
  name: "mailcow",
  displayName: "mailcow",
  logo: letterLogo("M", "#F9A825"),
  pkce: true,
  scopes: ["profile"],
  authURL: "",
  tokenURL: "",
  userInfoURL: "",
  readUser(raw) {
    if (valueAt(raw, "active") !== 1)
      throw new Error("The mailcow account is not active.");
    const username = textAt(raw, "username");
    return externalUser({
      id: idAt(raw, "id"),
      name: textAt(raw, "full_name"),
      // mostly an address
      username: username.split("@", 1)[0] ?? "",
      email: textAt(raw, "email"),
    });
  },
};
