import icon from "simple-icons/icons/gitlab.svg" with { type: "text" };
import type { OAuth2Provider } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, idAt, textAt } from "./read-user.ts";

/** @see https://docs.gitlab.com/api/users/#retrieve-the-current-user */
export const gitlab: OAuth2Provider = {
  name: "gitlab",
  displayName: "GitLab",
  logo: paintLogo(icon, "#FC6D26"),
  pkce: true,
  scopes: ["read_user"],
  authURL: "https://gitlab.com/oauth/authorize",
  tokenURL: "https://gitlab.com/oauth/token",
  userInfoURL: "https://gitlab.com/api/v4/user",
  readUser(raw) {
    // a time, once the user has followed the link in GitLab's mail
    const isConfirmed = Date.parse(textAt(raw, "confirmed_at")) > 0;
    return externalUser({
      id: idAt(raw, "id"),
      name: textAt(raw, "name"),
      username: textAt(raw, "username"),
      avatarURL: textAt(raw, "avatar_url"),
      email: isConfirmed ? textAt(raw, "email") : "",
    });
  },
};
