import type { App } from "../app.ts";
import {
  type AuthCollection,
  superusersName,
} from "../collections/collection.ts";
import { PreparedPassword } from "../collections/fields/password-field.ts";
import { installerEmail } from "../records/installer-account.ts";
import type { StoredRecord } from "../records/record.ts";
import type { Records } from "../records/records.ts";
import { serverRequest } from "../request.ts";
import { randomPassword } from "./passwords/random-password.ts";
import { issueAuthToken } from "./tokens/tokens.ts";

/** Minutes that the first superuser can be made in, once the token is there. */
export const firstRunMinutes = 30;

/**
 * While there is no superuser: a token of the installer's account, which may do what superusers may, so that whoever
 * started the server can make the first one in a browser. With that the account and its tokens end.
 *
 * @returns undefined if there is a superuser
 */
export async function issueFirstRunToken({
  collections,
  records,
}: Pick<App, "collections" | "records">): Promise<string | undefined> {
  const superusers = collections.find(superusersName);
  if (superusers?.type !== "auth") return undefined;
  if (await hasSuperuser(records, superusers)) return undefined;
  const installer =
    (await findInstaller(records, superusers)) ??
    (await createInstaller(records, superusers));
  return (
    installer &&
    issueAuthToken(superusers, installer, {
      refreshable: false,
      duration: firstRunMinutes * 60,
    })
  );
}

async function hasSuperuser(
  records: Records,
  superusers: AuthCollection,
): Promise<boolean> {
  const query = {
    perPage: 1,
    skipTotal: true,
    filter: `email != "${installerEmail}"`,
  };
  const { items } = await records.list(superusers, query, serverRequest);
  return items.length > 0;
}

function findInstaller(
  records: Records,
  superusers: AuthCollection,
): Promise<StoredRecord | undefined> {
  return records.findBy(superusers, "email", installerEmail);
}

async function createInstaller(
  { transaction }: Records,
  superusers: AuthCollection,
): Promise<StoredRecord | undefined> {
  const { hash } = await randomPassword(superusers);
  return transaction(async (records) => {
    // Another process may have made a superuser meanwhile, or this account.
    if (await hasSuperuser(records, superusers)) return undefined;
    const made = await findInstaller(records, superusers);
    if (made !== undefined) return made;
    const body = {
      email: installerEmail,
      password: new PreparedPassword(hash),
    };
    await records.create(superusers, undefined, { ...serverRequest, body });
    return findInstaller(records, superusers);
  });
}
