import icon from "simple-icons/icons/notion.svg" with { type: "text" };
import type { OAuth2Provider } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, idAt, textAt, valueAt } from "./read-user.ts";

/** @see https://developers.notion.com/reference/get-self */
export const notion: OAuth2Provider = {
  name: "notion",
  displayName: "Notion",
  logo: paintLogo(icon, "#000000"),
  pkce: true,
  scopes: [],
  authURL: "https://api.notion.com/v1/oauth/authorize",
  tokenURL: "https://api.notion.com/v1/oauth/token",
  userInfoURL: "https://api.notion.com/v1/users/me",
  fetchUser(session) {
    const headers = { "Notion-Version": "2022-06-28" };
    return session.request(session.options.userInfoURL, { headers });
  },
  readUser(raw) {
    // the token is a bot's, which acts for a user
    const owner = valueAt(raw, "bot", "owner", "user");
    return externalUser({
      id: idAt(owner, "id"),
      name: textAt(owner, "name"),
      email: textAt(owner, "person", "email"),
      avatarURL: textAt(owner, "avatar_url"),
    });
  },
};
