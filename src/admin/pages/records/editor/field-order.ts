import type { CollectionField, CollectionModel } from "pocketbase";
import { superusers } from "../../../server/client.ts";
import { editedFields } from "./values/field-values.ts";

/** Of a login, in the order in which one thinks of them. The others follow in the order of the collection. */
const first = ["id", "email", "emailVisibility", "verified", "password"];

/** Superusers need not be verified, and nobody else sees them. */
const notOfSuperusers = new Set(["emailVisibility", "verified"]);

/** The fields of a record's form, in their order. */
export function fieldsOfForm(
  collection: CollectionModel,
): readonly CollectionField[] {
  const fields = editedFields(collection);
  if (collection.type !== "auth") return fields;
  const rank = ({ name, system }: CollectionField) => {
    const at = system ? first.indexOf(name) : -1;
    return at < 0 ? first.length : at;
  };
  return fields
    .filter(
      ({ name }) =>
        collection.name !== superusers || !notOfSuperusers.has(name),
    )
    .toSorted((one, other) => rank(one) - rank(other));
}

/** The names of the fields that nobody needs to fill in, as the server does where they are empty. */
export function selfMade({ fields }: CollectionModel): readonly string[] {
  return fields
    .filter((field) => Boolean(field["autogeneratePattern"]))
    .map(({ name }) => name);
}
