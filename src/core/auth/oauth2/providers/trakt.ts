import icon from "simple-icons/icons/trakt.svg" with { type: "text" };
import type { OAuth2Provider } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, idAt, textAt, valueAt } from "./read-user.ts";

/** @see https://trakt.docs.apiary.io/#reference/users/settings/retrieve-settings */
export const trakt: OAuth2Provider = {
  name: "trakt",
  displayName: "Trakt",
  logo: paintLogo(icon, "#9F42C6"),
  pkce: true,
  scopes: [],
  authURL: "https://trakt.tv/oauth/authorize",
  tokenURL: "https://api.trakt.tv/oauth/token",
  userInfoURL: "https://api.trakt.tv/users/settings",
  // https://trakt.docs.apiary.io/#introduction/required-headers
  fetchUser(session) {
    const headers = {
      "Content-Type": "application/json",
      "trakt-api-key": session.options.clientId,
      "trakt-api-version": "2",
    };
    return session.request(session.options.userInfoURL, { headers });
  },
  readUser(raw) {
    const user = valueAt(raw, "user");
    return externalUser({
      id: idAt(user, "ids", "uuid"),
      name: textAt(user, "name"),
      username: textAt(user, "username"),
      avatarURL: textAt(user, "images", "avatar", "full"),
    });
  },
};
