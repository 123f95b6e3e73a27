import type { App } from "../../../core/app.ts";
import type { AuthCollection } from "../../../core/collections/collection.ts";
import { NotFound } from "../../../core/errors.ts";
import { textOf } from "../../../core/records/record-shape.ts";
import type { StoredRecord } from "../../../core/records/record.ts";
import { deriveRequest, type RequestInfo } from "../../../core/request.ts";
import { regular } from "../roles.ts";
import { explainingFaults } from "../values/explain-values.ts";
import { userFaults, type UserValues } from "../values/user-values.ts";

/**
 * Makes a user, as the rules let guests: with the lowest role.
 * @throws {Refusal} a value is wrong, or the address is somebody's
 */
export async function signUp(
  { records }: Pick<App, "records">,
  users: AuthCollection,
  values: Required<UserValues>,
  request: RequestInfo,
): Promise<StoredRecord> {
  const body = { ...values, passwordConfirm: values.password, role: regular };
  const created = await explainingFaults(userFaults, () =>
    records.create(users, undefined, deriveRequest(request, { body })),
  );
  const user = await records.find(users, textOf(created["id"]));
  if (user === undefined) throw new NotFound();
  return user;
}
