import type { App } from "../../../core/app.ts";
import { passwordFieldOf } from "../../../core/auth/passwords/password-field-of.ts";
import { hashPassword } from "../../../core/auth/passwords/passwords.ts";
import { hasSameKey } from "../../../core/auth/tokens/tokens.ts";
import type { Collection } from "../../../core/collections/collection.ts";
import {
  PreparedPassword,
  validatePassword,
} from "../../../core/collections/fields/password-field.ts";
import type { Records } from "../../../core/records/records.ts";
import type { StoredRecord } from "../../../core/records/record.ts";
import { deriveRequest, server } from "../../../core/request.ts";
import type { Session } from "../exchange.ts";
import { isAllowed, isDeleted } from "../find-record.ts";
import { withNewKeyForTokens } from "../logins/token-key.ts";
import { invalidToken, notPermitted } from "../refusal.ts";
import { explainingFaults } from "../values/explain-values.ts";
import {
  passwordFault,
  userFaults,
  type UserValues,
} from "../values/user-values.ts";

/**
 * Changes the user that asks for it, where the rules let it change itself. Neither the old password nor a mail to the new
 * address is asked for, which the native API wants: here, being logged in is enough.
 *
 * @returns the user as it is now; its tokens are dead if the password is another
 * @throws {Refusal} a value is wrong, the address is somebody's, or the login has ended
 */
export async function updateUser(
  { records }: Pick<App, "records">,
  { user, info }: Session,
  changes: UserValues,
): Promise<StoredRecord> {
  const { collection, id } = user;
  const asked = deriveRequest(info, { body: { ...changes } });
  if (!(await isAllowed({ records }, collection.updateRule, user, asked))) {
    throw notPermitted();
  }
  const password = await prepare(collection, changes.password);
  const save = async (inTransaction: Records): Promise<StoredRecord> => {
    const current = await inTransaction.find(collection, id);
    if (!hasSameKey(current, user) || isDeleted(current)) throw invalidToken();
    const body = {
      ...changes,
      ...(password && { password }),
      ...(isMove(current, changes) && {
        verified: false,
        ...(password === undefined && withNewKeyForTokens(current)),
      }),
    };
    const asServer = deriveRequest(info, { viewer: server, body });
    await inTransaction.update(collection, id, undefined, asServer);
    const saved = await inTransaction.find(collection, id);
    if (saved === undefined) throw invalidToken();
    return saved;
  };
  return explainingFaults(userFaults, () => records.transaction(save));
}

/** Before the transaction, as every other write waits for that. @throws {Refusal} it can be no password */
async function prepare(
  collection: Collection,
  plain: string | undefined,
): Promise<PreparedPassword | undefined> {
  if (plain === undefined) return undefined;
  const field = passwordFieldOf(collection);
  const error = validatePassword(field, { hash: "", plain });
  if (error !== undefined) throw passwordFault(error.code);
  return new PreparedPassword(await hashPassword(plain, field.cost), plain);
}

/** Whether there is to be another address. */
function isMove({ values }: StoredRecord, { email }: UserValues): boolean {
  return email !== undefined && email !== values["email"];
}
