import type { ProviderSession } from "../provider.ts";
import { flagAt, listAt, textAt } from "./read-user.ts";
import { isDenial, unlessRefused } from "./unless-refused.ts";

/**
 * The primary address of GitHub's and Gitea's list at `/emails` below the user, if it is verified.
 * @returns "" when there is none, or the user did not let it be read
 */
export async function fetchPrimaryEmail(
  session: ProviderSession,
): Promise<string> {
  const url = `${session.options.userInfoURL}/emails`;
  const answer = await unlessRefused(session.request(url), isDenial);
  const primary = listAt(answer).find(
    (entry) => flagAt(entry, "primary") && flagAt(entry, "verified"),
  );
  return textAt(primary, "email");
}
