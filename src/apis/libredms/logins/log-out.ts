import type { App } from "../../../core/app.ts";
import { withNewKey } from "./token-key.ts";
import { readNotes, writeNotes } from "./token-notes.ts";
import type { VerifiedToken } from "./tokens.ts";

/** So many logged out tokens are remembered of a user. */
const mostEnded = 50;

/**
 * Ends a token. Who logs out more often than is remembered, before the tokens expire by themselves, is logged out
 * everywhere.
 *
 * @throws {NotFound} the user is gone
 */
export async function logOut(
  { records }: Pick<App, "records">,
  { id, expiry, user }: VerifiedToken,
): Promise<void> {
  await records.amend(user.collection, user.id, (current) => {
    const now = Date.now() / 1000;
    const { ended, kept } = readNotes(current);
    const still = Object.entries(ended).filter(([, until]) => until > now);
    if (still.length >= mostEnded) {
      return { ...withNewKey(), ...writeNotes({ ended: {} }) };
    }
    const noted = Object.fromEntries([...still, [id, expiry]]);
    return writeNotes({ ended: noted, ...(kept && { kept }) });
  });
}
