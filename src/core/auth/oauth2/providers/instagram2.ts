import icon from "simple-icons/icons/instagram.svg" with { type: "text" };
import type { OAuth2Provider } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, idAt, readObject, textAt } from "./read-user.ts";

/**
 * Instagram Login, the successor of the interface that Meta shut down in 2024, which had the name without a "2".
 *
 * @see https://developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/get-started
 */
export const instagram2: OAuth2Provider = {
  name: "instagram2",
  displayName: "Instagram",
  logo: paintLogo(icon, "#FF0069"),
  pkce: true,
  scopes: ["instagram_business_basic"],
  authURL: "https://www.instagram.com/oauth/authorize",
  tokenURL: "https://api.instagram.com/oauth/access_token",
  userInfoURL:
    "https://graph.instagram.com/me?fields=id,username,account_type,user_id,name,profile_picture_url,followers_count,follows_count,media_count",
  // what the user allowed comes with the token, and is of interest to the client
  async fetchUser(session) {
    const user = readObject(await session.request(session.options.userInfoURL));
    const permissions = session.tokens.raw["permissions"] ?? null;
    return permissions === null ? user : { permissions, ...user };
  },
  readUser: (raw) =>
    externalUser({
      id: idAt(raw, "user_id"),
      name: textAt(raw, "name"),
      username: textAt(raw, "username"),
      avatarURL: textAt(raw, "profile_picture_url"),
    }),
};
