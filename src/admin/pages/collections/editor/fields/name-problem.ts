import { collectionsText } from "../../../../text/collections.ts";

const { problems } = collectionsText.fields;

/** Names that the server needs for itself. */
const reserved: ReadonlySet<string> = new Set([
  "null",
  "true",
  "false",
  "_rowid_",
  "collectionId",
  "collectionName",
  "expand",
]);
const reservedInAuth: ReadonlySet<string> = new Set([
  "passwordConfirm",
  "oldPassword",
]);

/**
 * What is wrong with a field's name, as the server judges it, so that it shows while it is typed. Undefined when all is
 * well.
 * @param others the names of the other fields
 */
export function findNameProblem(
  name: string,
  others: readonly string[],
  isAuth: boolean,
): string | undefined {
  if (name === "") return problems.missing;
  if (!/^\w+$/.test(name)) return problems.characters;
  if (name.length > 100) return problems.tooLong;
  if (name.toLowerCase().includes("_via_")) return problems.via;
  if (reserved.has(name) || (isAuth && reservedInAuth.has(name))) {
    return problems.reserved;
  }
  const isTaken = others.some(
    (other) => other.toLowerCase() === name.toLowerCase(),
  );
  return isTaken ? problems.taken : undefined;
}

/** The text with what no name may have replaced: spaces and dashes become underscores as one types. */
export function asName(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[\s-]+/g, "_")
    .replace(/\W/g, "");
}

/** A name like this that none of the fields has: `title`, `title2`. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const names = new Set(taken.map((name) => name.toLowerCase()));
  for (let suffix = 1; ; suffix++) {
    const name = suffix === 1 ? wanted : `${wanted}${suffix}`;
    if (!names.has(name.toLowerCase())) return name;
  }
}
