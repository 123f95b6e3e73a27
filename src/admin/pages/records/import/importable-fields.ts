import type { CollectionField, CollectionModel } from "pocketbase";
import { fill } from "../../../text/index.ts";
import { importText } from "../../../text/import.ts";
import { readIndex } from "../../collections/editor/indexes/index-statement.ts";

const texts = importText.hints;

/** The fields that a table can be imported into: files cannot, and keys of tokens are the server's own. */
export function importableFields({
  fields,
}: CollectionModel): readonly CollectionField[] {
  return fields.filter(
    ({ type, name, system }) =>
      type !== "file" && !(system && name === "tokenKey"),
  );
}

/** The fields that tell records apart: their id, and those whose values are unique. */
export function keyFields(collection: CollectionModel): readonly string[] {
  const unique = new Set(
    collection.indexes.flatMap((statement) => {
      const index = readIndex(statement);
      const [column, ...others] = index?.columns ?? [];
      return index?.unique === true &&
        column !== undefined &&
        others.length === 0
        ? [column.toLowerCase()]
        : [];
    }),
  );
  return importableFields(collection)
    .map(({ name }) => name)
    .filter((name) => name === "id" || unique.has(name.toLowerCase()));
}

/** The fields that a new record must have and that none of the columns is for. */
export function missingFields(
  collection: CollectionModel,
  chosen: ReadonlySet<string>,
): readonly string[] {
  const isNeeded = ({ type, name, ...options }: CollectionField) =>
    (options["required"] === true || (name === "password" && type === name)) &&
    name !== "id" &&
    !(
      typeof options["autogeneratePattern"] === "string" &&
      options["autogeneratePattern"] !== ""
    );
  return importableFields(collection)
    .filter((field) => isNeeded(field) && !chosen.has(field.name))
    .map(({ name }) => name);
}

/** What to know of a field's values in a table; undefined where any text will do. */
export function fieldHint(
  field: CollectionField,
  collections: readonly CollectionModel[],
): string | undefined {
  const isSingle = Number(field["maxSelect"] ?? 1) <= 1;
  switch (field.type) {
    case "select": {
      const values: unknown = field["values"];
      const list = Array.isArray(values) ? values.join(", ") : "";
      return fill(isSingle ? texts.select : texts.selectSeveral, {
        values: list,
      });
    }
    case "relation": {
      const target = collections.find(({ id }) => id === field["collectionId"]);
      return fill(isSingle ? texts.relation : texts.relationSeveral, {
        collection: target?.name ?? "",
      });
    }
    case "bool":
    case "date":
    case "autodate":
    case "json":
    case "geoPoint":
    case "password":
      return texts[field.type];
    default:
      return field.name === "id" ? texts.id : undefined;
  }
}
