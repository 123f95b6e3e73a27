import icon from "simple-icons/icons/github.svg" with { type: "text" };
import type { OAuth2Provider } from "../provider.ts";
import { fetchPrimaryEmail } from "./fetch-primary-email.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, idAt, textAt } from "./read-user.ts";

/** @see https://docs.github.com/en/rest/users/users#get-the-authenticated-user */
export const github: OAuth2Provider = {
  name: "github",
  displayName: "GitHub",
  logo: paintLogo(icon, "#181717"),
  pkce: true,
  scopes: ["read:user", "user:email"],
  authURL: "https://github.com/login/oauth/authorize",
  tokenURL: "https://github.com/login/oauth/access_token",
  userInfoURL: "https://api.github.com/user",
  // the user's own `email` is the public one, which GitHub Enterprise may not have verified
  readUser: async (raw, session) =>
    externalUser({
      id: idAt(raw, "id"),
      name: textAt(raw, "name"),
      username: textAt(raw, "login"),
      avatarURL: textAt(raw, "avatar_url"),
      email: await fetchPrimaryEmail(session),
    }),
};
