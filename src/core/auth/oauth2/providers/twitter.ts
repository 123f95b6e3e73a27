import icon from "simple-icons/icons/x.svg" with { type: "text" };
import type { OAuth2Provider } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, idAt, textAt } from "./read-user.ts";

/** @see https://docs.x.com/x-api/users/user-lookup-me */
export const twitter: OAuth2Provider = {
  name: "twitter",
  displayName: "X/Twitter",
  logo: paintLogo(icon, "#000000"),
  pkce: true,
  scopes: [
    "users.read",
    "users.email",
    // the user cannot be read without it
    "tweet.read",
  ],
  authURL: "https://x.com/i/oauth2/authorize",
  tokenURL: "https://api.x.com/2/oauth2/token",
  userInfoURL:
    "https://api.x.com/2/users/me?user.fields=id,name,username,profile_image_url,confirmed_email",
  readUser: (raw) =>
    externalUser({
      id: idAt(raw, "data", "id"),
      name: textAt(raw, "data", "name"),
      username: textAt(raw, "data", "username"),
      email: textAt(raw, "data", "confirmed_email"),
      avatarURL: textAt(raw, "data", "profile_image_url"),
    }),
};
