import icon from "simple-icons/icons/gitea.svg" with { type: "text" };
import type { OAuth2Provider } from "../provider.ts";
import { fetchPrimaryEmail } from "./fetch-primary-email.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, flagAt, idAt, textAt } from "./read-user.ts";

/**
 * gitea.com; installations of one's own, and Forgejo, by the collection's addresses.
 *
 * @see https://codeberg.org/api/swagger#/user/userGetCurrent
 */
export const gitea: OAuth2Provider = {
  name: "gitea",
  displayName: "Gitea/Forgejo",
  logo: paintLogo(icon, "#609926"),
  pkce: true,
  scopes: ["read:user", "user:email"],
  authURL: "https://gitea.com/login/oauth/authorize",
  tokenURL: "https://gitea.com/login/oauth/access_token",
  userInfoURL: "https://gitea.com/api/v1/user",
  async readUser(raw, session) {
    if (!flagAt(raw, "active"))
      throw new Error("The Gitea account is not active.");
    return externalUser({
      id: idAt(raw, "id"),
      name: textAt(raw, "full_name"),
      username: textAt(raw, "login"),
      avatarURL: textAt(raw, "avatar_url"),
      // the user's own `email` need not be verified
      email: await fetchPrimaryEmail(session),
    });
  },
};
