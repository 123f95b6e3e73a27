import type { ProvisionedApp } from "../../core/apis/api-definition.ts";
import { hashPassword } from "../../core/auth/passwords/passwords.ts";
import type { AuthCollection } from "../../core/collections/collection.ts";
import {
  PreparedPassword,
  validatePassword,
} from "../../core/collections/fields/password-field.ts";
import { Invalid, Refused } from "../../core/errors.ts";
import type { StoredRecord } from "../../core/records/record.ts";
import { textOf } from "../../core/records/record-shape.ts";
import type { Records } from "../../core/records/records.ts";
import { serverRequest } from "../../core/request.ts";
import { usersName } from "./collection-names.ts";
import { administrator, superadministrator } from "./roles.ts";

/** Who is to be the superadministrator. */
export interface Appointee {
  readonly email: string;
  /** A new one has to have a password; a user who is there keeps the one that it has when this is undefined. */
  readonly password: string | undefined;
  /** First and last name; a user who is there keeps its own when this is undefined. */
  readonly name: string | undefined;
}

export interface Appointment {
  /** Whether the user was made for it. */
  readonly isNew: boolean;
  /** The addresses of those who were it before, and are administrators now. */
  readonly former: readonly string[];
}

const defaultName = "Super Administrator";

/**
 * Makes someone the superadministrator, who may see and delete everything. There is only one: the former one becomes an
 * administrator.
 *
 * @throws {Refused} the user is deleted, or is to be made without a password
 * @throws {Invalid} a value breaks its field's limits (by field); nothing is changed
 */
export async function appointSuperadministrator(
  { collections, records }: ProvisionedApp,
  appointee: Appointee,
): Promise<Appointment> {
  const users = collections.find(usersName);
  if (users?.type !== "auth") throw new Error(`${usersName} is missing`);
  // Before the transaction, as every other write waits for that.
  const password = await hashed(users, appointee.password);
  return records.transaction(async (inTransaction) => {
    const found = await findUser(inTransaction, users, appointee.email);
    const former = await dismiss(inTransaction, users, found?.id);
    if (found === undefined) {
      await create(inTransaction, users, appointee, password);
    } else {
      await promote(inTransaction, found, appointee, password);
    }
    return { isNew: found === undefined, former };
  });
}

/** @throws {Invalid} it breaks its field's limits */
async function hashed(
  users: AuthCollection,
  plain: string | undefined,
): Promise<PreparedPassword | undefined> {
  if (plain === undefined) return undefined;
  const field = users.field.get("password");
  if (field?.type !== "password") throw new Error("no passwords");
  const error = validatePassword(field, { hash: "", plain });
  if (error !== undefined) {
    throw new Invalid("The superadministrator cannot be saved.", {
      password: error,
    });
  }
  return new PreparedPassword(await hashPassword(plain, field.cost), plain);
}

/** @throws {Refused} the user is deleted */
async function findUser(
  records: Records,
  users: AuthCollection,
  email: string,
): Promise<StoredRecord | undefined> {
  const found = await records.findBy(users, "email", email);
  if (found !== undefined && found.values["deleted"] !== "") {
    throw new Refused(
      `The user "${email}" is deleted. Empty its field "deleted" in the admin, and try again.`,
    );
  }
  return found;
}

/** Makes administrators of those who are superadministrators, but for one. */
async function dismiss(
  records: Records,
  users: AuthCollection,
  keptId: string | undefined,
): Promise<readonly string[]> {
  const holders = await records.findAllBy(users, { role: superadministrator });
  const dismissed = holders.filter(({ id }) => id !== keptId);
  for (const { id } of dismissed) {
    await records.amend(users, id, () => ({ role: administrator }));
  }
  return dismissed.map(({ values }) => textOf(values["email"]));
}

async function create(
  records: Records,
  users: AuthCollection,
  { email, name = defaultName }: Appointee,
  password: PreparedPassword | undefined,
): Promise<void> {
  if (password === undefined) {
    throw new Refused(
      `There is no user "${email}": a new one needs a password.`,
    );
  }
  const body = {
    email,
    name,
    password,
    role: superadministrator,
    isPrivate: true,
  };
  await records.create(users, undefined, { ...serverRequest, body });
}

async function promote(
  records: Records,
  { collection, id }: StoredRecord,
  { name }: Appointee,
  password: PreparedPassword | undefined,
): Promise<void> {
  await records.amend(collection, id, () => ({
    role: superadministrator,
    ...(name !== undefined && { name }),
    ...(password && {
      password: { hash: password.hash, plain: password.plain },
    }),
  }));
}
