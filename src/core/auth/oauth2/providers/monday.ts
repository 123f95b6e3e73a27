import type { OAuth2Provider } from "../provider.ts";
import { letterLogo } from "./paint-logo.ts";
import { externalUser, flagAt, idAt, textAt, valueAt } from "./read-user.ts";

/** @see https://developer.monday.com/api-reference/reference/me */
export const monday: OAuth2Provider = {
  name: "monday",
  displayName: "monday.com",
  logo: letterLogo("M", "#FF3D57"),
  pkce: true,
  scopes: ["me:read"],
  authURL: "https://auth.monday.com/oauth2/authorize",
  tokenURL: "https://auth.monday.com/oauth2/token",
  userInfoURL: "https://api.monday.com/v2",
  fetchUser(session) {
    const query =
      "query { me { id enabled name email is_verified photo_small } }";
    return session.request(session.options.userInfoURL, {
      method: "POST",
      body: { query },
    });
  },
  readUser(raw) {
    const me = valueAt(raw, "data", "me");
    if (!flagAt(me, "enabled"))
      throw new Error("The monday.com account is not enabled.");
    return externalUser({
      id: idAt(me, "id"),
      name: textAt(me, "name"),
      avatarURL: textAt(me, "photo_small"),
      email: flagAt(me, "is_verified") ? textAt(me, "email") : "",
    });
  },
};
