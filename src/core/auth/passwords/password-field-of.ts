import type { AuthCollection } from "../../collections/collection.ts";
import type { PasswordField } from "../../collections/fields/field.ts";

/** The field with the passwords of an auth collection: its limits and what a hash costs. */
export function passwordFieldOf(collection: AuthCollection): PasswordField {
  const field = collection.field.get("password");
  if (field?.type !== "password")
    throw new Error(`${collection.name} has no password field`);
  return field;
}
