import icon from "simple-icons/icons/linear.svg" with { type: "text" };
import type { OAuth2Provider } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, flagAt, idAt, textAt, valueAt } from "./read-user.ts";

/** @see https://linear.app/developers/oauth-2-0-authentication */
export const linear: OAuth2Provider = {
  name: "linear",
  displayName: "Linear",
  logo: paintLogo(icon, "#5E6AD2"),
  // refused, not ignored
  pkce: false,
  scopes: ["read"],
  authURL: "https://linear.app/oauth/authorize",
  tokenURL: "https://api.linear.app/oauth/token",
  userInfoURL: "https://api.linear.app/graphql",
  fetchUser(session) {
    const query =
      "query Me { viewer { id displayName name email avatarUrl active } }";
    return session.request(session.options.userInfoURL, {
      method: "POST",
      body: { query },
    });
  },
  readUser(raw) {
    const viewer = valueAt(raw, "data", "viewer");
    if (!flagAt(viewer, "active"))
      throw new Error("The Linear account is not active.");
    return externalUser({
      id: idAt(viewer, "id"),
      name: textAt(viewer, "name"),
      username: textAt(viewer, "displayName"),
      email: textAt(viewer, "email"),
      avatarURL: textAt(viewer, "avatarUrl"),
    });
  },
};
