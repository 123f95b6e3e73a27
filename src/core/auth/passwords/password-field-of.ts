import type { Collection } from "../../collections/collection.ts";
import type { PasswordField } from "../../collections/fields/field.ts";

/**
 * The field with the passwords of a collection that has such: its limits and what a hash costs.
 *
 * @throws {Error} a defect: it has none
 */
export function passwordFieldOf(collection: Collection): PasswordField {
  const field = collection.field.get("password");
  if (field?.type !== "password")
    throw new Error(`${collection.name} has no password field`);
  return field;
}
