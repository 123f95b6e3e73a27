import type { App } from "../../../core/app.ts";
import { formatTime } from "../../../core/collections/fields/date-time.ts";
import type { StoredRecord } from "../../../core/records/record.ts";
import { withNewKey } from "../logins/token-key.ts";
import { Refusal } from "../refusal.ts";
import { superadministrator } from "../roles.ts";

/**
 * Notes that a user is deleted. Its logins end, its address stays taken, and its documents are the superadministrator's to
 * see.
 *
 * @throws {Refusal} it is the superadministrator
 */
export async function deleteUser(
  { records }: Pick<App, "records">,
  { collection, id }: StoredRecord,
): Promise<void> {
  await records.amend(collection, id, ({ values }) => {
    if (values["role"] === superadministrator) {
      throw new Refusal(403, "You can't delete the superadministrator.");
    }
    return { deleted: formatTime(Date.now()), ...withNewKey() };
  });
}
