import icon from "simple-icons/icons/wakatime.svg" with { type: "text" };
import type { OAuth2Provider } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, flagAt, idAt, textAt, valueAt } from "./read-user.ts";

/** @see https://wakatime.com/developers#users */
export const wakatime: OAuth2Provider = {
  name: "wakatime",
  displayName: "WakaTime",
  logo: paintLogo(icon, "#000000"),
  pkce: true,
  scopes: ["email"],
  authURL: "https://wakatime.com/oauth/authorize",
  tokenURL: "https://wakatime.com/oauth/token",
  userInfoURL: "https://wakatime.com/api/v1/users/current",
  readUser(raw) {
    const user = valueAt(raw, "data");
    return externalUser({
      id: idAt(user, "id"),
      name: textAt(user, "display_name"),
      username: textAt(user, "username"),
      email: flagAt(user, "is_email_confirmed") ? textAt(user, "email") : "",
      avatarURL: flagAt(user, "photo_public") ? textAt(user, "photo") : "",
    });
  },
};
