import icon from "simple-icons/icons/box.svg" with { type: "text" };
import type { OAuth2Provider } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, idAt, textAt } from "./read-user.ts";

/** @see https://developer.box.com/reference/get-users-me/ */
export const box: OAuth2Provider = {
  name: "box",
  displayName: "Box",
  logo: paintLogo(icon, "#0061D5"),
  pkce: true,
  scopes: ["root_readonly"],
  authURL: "https://account.box.com/api/oauth2/authorize",
  tokenURL: "https://api.box.com/oauth2/token",
  userInfoURL: "https://api.box.com/2.0/users/me",
  readUser(raw) {
    if (textAt(raw, "status") !== "active")
      throw new Error("The Box account is not active.");
    return externalUser({
      id: idAt(raw, "id"),
      name: textAt(raw, "name"),
      avatarURL: textAt(raw, "avatar_url"),
      // Box lets nobody authorize an app whose address is not verified
      email: textAt(raw, "login"),
    });
  },
};
