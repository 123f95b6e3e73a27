import icon from "simple-icons/icons/bitbucket.svg" with { type: "text" };
import type { OAuth2Provider, ProviderSession } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, flagAt, idAt, listAt, textAt } from "./read-user.ts";
import { unlessRefused } from "./unless-refused.ts";

/** @see https://developer.atlassian.com/cloud/bitbucket/rest/api-group-users/#api-user-get */
export const bitbucket: OAuth2Provider = {
  name: "bitbucket",
  displayName: "Bitbucket",
  logo: paintLogo(icon, "#0052CC"),
  pkce: false,
  scopes: ["account"],
  authURL: "https://bitbucket.org/site/oauth2/authorize",
  tokenURL: "https://bitbucket.org/site/oauth2/access_token",
  userInfoURL: "https://api.bitbucket.org/2.0/user",
  async readUser(raw, session) {
    if (textAt(raw, "account_status") !== "active")
      throw new Error("The Bitbucket account is not active.");
    return externalUser({
      id: idAt(raw, "uuid"),
      name: textAt(raw, "display_name"),
      username: textAt(raw, "username"),
      avatarURL: textAt(raw, "links", "avatar", "href"),
      email: await fetchEmail(session),
    });
  },
};

/** The primary address, if it is confirmed; "" as well when the user did not let it be read. */
async function fetchEmail(session: ProviderSession): Promise<string> {
  const answer = await unlessRefused(
    session.request(`${session.options.userInfoURL}/emails`),
    () => true,
  );
  const primary = listAt(answer, "values").find(
    (entry) => flagAt(entry, "is_primary") && flagAt(entry, "is_confirmed"),
  );
  return textAt(primary, "email");
}
