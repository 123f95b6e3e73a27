import icon from "simple-icons/icons/gitee.svg" with { type: "text" };
import { isEmail } from "../../../collections/fields/email-format.ts";
import type { OAuth2Provider, ProviderSession } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, idAt, listAt, textAt } from "./read-user.ts";
import { isDenial, unlessRefused } from "./unless-refused.ts";

/** @see https://gitee.com/api/v5/swagger#/getV5User */
export const gitee: OAuth2Provider = {
  name: "gitee",
  displayName: "Gitee",
  logo: paintLogo(icon, "#C71D23"),
  pkce: true,
  scopes: ["user_info", "emails"],
  authURL: "https://gitee.com/oauth/authorize",
  tokenURL: "https://gitee.com/oauth/token",
  userInfoURL: "https://gitee.com/api/v5/user",
  async readUser(raw, session) {
    // the public address; when there is none, something else may stand there
    const email = textAt(raw, "email");
    return externalUser({
      id: idAt(raw, "id"),
      name: textAt(raw, "name"),
      username: textAt(raw, "login"),
      avatarURL: textAt(raw, "avatar_url"),
      email: isEmail(email) ? email : await fetchEmail(session),
    });
  },
};

/**
 * The confirmed primary address of the list at `emails` beside the user; "" as well when the user did not let it be
 * read, and then the answer can also be an object with a made-up address.
 *
 * @see https://gitee.com/api/v5/swagger#/getV5Emails
 */
async function fetchEmail(session: ProviderSession): Promise<string> {
  const url = new URL("emails", session.options.userInfoURL).href;
  const answer = await unlessRefused(session.request(url), isDenial);
  const primary = listAt(answer).find(
    (entry) =>
      textAt(entry, "state") === "confirmed" &&
      listAt(entry, "scope").includes("primary") &&
      isEmail(textAt(entry, "email")),
  );
  return textAt(primary, "email");
}
