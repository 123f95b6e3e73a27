import type { App } from "../../../core/app.ts";
import { textOf } from "../../../core/records/record-shape.ts";
import type { StoredRecord } from "../../../core/records/record.ts";
import { Refusal } from "../refusal.ts";
import { administrator, roles, superadministrator } from "../roles.ts";

/**
 * Gives a user another role.
 *
 * @param wanted as it came
 * @param asking an administrator or the superadministrator
 * @throws {Refusal}
 */
export function setRole(
  { records }: Pick<App, "records">,
  { collection, id }: StoredRecord,
  wanted: unknown,
  asking: StoredRecord,
): Promise<StoredRecord> {
  const role = String(Number.parseInt(String(wanted), 10));
  if (!roles.some((known) => known.id === role)) {
    throw new Refusal(400, "Please provide a valid role ID");
  }
  if (role === superadministrator) {
    throw new Refusal(403, "There can only be one superadministrator");
  }
  return records.amend(collection, id, (current) => {
    refuseUnfit(current, role, asking);
    return { role };
  });
}

function refuseUnfit(
  { id, values }: StoredRecord,
  role: string,
  asking: StoredRecord,
): void {
  const before = values["role"];
  if (before === superadministrator) {
    throw new Refusal(403, "The superadministrator's role cannot be changed");
  }
  if (id === asking.id) {
    throw new Refusal(403, "You're not permitted to set your own role");
  }
  if (before === role) {
    const name = textOf(values["name"]);
    throw new Refusal(409, `${name} already occupies that role`);
  }
  const mayDemote = asking.values["role"] === superadministrator;
  if (before === administrator && !mayDemote) {
    throw new Refusal(
      403,
      "Only the superadministrator can demote administrators",
    );
  }
}
