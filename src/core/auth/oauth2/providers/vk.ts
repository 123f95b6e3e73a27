import icon from "simple-icons/icons/vk.svg" with { type: "text" };
import type { OAuth2Provider } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, idAt, textAt, valueAt } from "./read-user.ts";

/** @see https://dev.vk.com/method/users.get */
export const vk: OAuth2Provider = {
  name: "vk",
  displayName: "ВКонтакте",
  logo: paintLogo(icon, "#0077FF"),
  // refused, not ignored
  pkce: false,
  scopes: ["email"],
  authURL: "https://oauth.vk.com/authorize",
  tokenURL: "https://oauth.vk.com/access_token",
  userInfoURL:
    "https://api.vk.com/method/users.get?fields=photo_max,screen_name&v=5.131",
  readUser(raw, session) {
    const user = valueAt(raw, "response", 0);
    const names = [textAt(user, "first_name"), textAt(user, "last_name")];
    return externalUser({
      id: idAt(user, "id"),
      name: names.join(" ").trim(),
      username: textAt(user, "screen_name"),
      avatarURL: textAt(user, "photo_max"),
      // comes with the token only
      email: textAt(session.tokens.raw, "email"),
    });
  },
};
