import { superusersName } from "../collections/collection.ts";
import { toText } from "../collections/fields/casting.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import type { Mail } from "../mail/mail.ts";
import { installerEmail } from "../records/installer-account.ts";
import type { Records } from "../records/records.ts";
import { serverRequest } from "../request.ts";

/**
 * Tells all superusers by mail that an automatic backup has failed.
 *
 * @throws {AggregateError} some could not be told
 */
export async function alertSuperusers(
  {
    collections,
    records,
    mail,
  }: {
    readonly collections: CollectionLookup;
    readonly records: Records;
    readonly mail: Mail;
  },
  reason: string,
): Promise<void> {
  const superusers = collections.find(superusersName);
  if (superusers === undefined) return;
  const query = {
    perPage: 1000,
    skipTotal: true,
    filter: `email != "${installerEmail}"`,
  };
  const { items } = await records.list(superusers, query, serverRequest);
  const failures: unknown[] = [];
  for (const item of items) {
    try {
      await mail.systemAlert(toText(item["email"]), {
        subject: "Automatic backup failed",
        details: reason,
      });
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, `${failures.length} mails failed`);
  }
}
