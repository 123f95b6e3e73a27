import icon from "simple-icons/icons/twitch.svg" with { type: "text" };
import type { OAuth2Provider } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, idAt, textAt, valueAt } from "./read-user.ts";

/** @see https://dev.twitch.tv/docs/api/reference/#get-users */
export const twitch: OAuth2Provider = {
  name: "twitch",
  displayName: "Twitch",
  logo: paintLogo(icon, "#9146FF"),
  pkce: true,
  scopes: ["user:read:email"],
  authURL: "https://id.twitch.tv/oauth2/authorize",
  tokenURL: "https://id.twitch.tv/oauth2/token",
  userInfoURL: "https://api.twitch.tv/helix/users",
  fetchUser(session) {
    const headers = { "Client-Id": session.options.clientId };
    return session.request(session.options.userInfoURL, { headers });
  },
  readUser(raw) {
    const user = valueAt(raw, "data", 0);
    return externalUser({
      id: idAt(user, "id"),
      name: textAt(user, "display_name"),
      username: textAt(user, "login"),
      email: textAt(user, "email"),
      avatarURL: textAt(user, "profile_image_url"),
    });
  },
};
