import type { Collection } from "../collections/collection.ts";
import { fieldError, Invalid } from "../errors.ts";
import { isObject, type JsonObject } from "../json.ts";
import type { ApiDefinition, ProvisionedApp } from "./api-definition.ts";

/**
 * Makes the collections that an API needs where they are missing, gives those that are there the fields that they lack, and
 * puts in what must be in them. What the operator has changed stays.
 *
 * @throws {Invalid} a collection of another type has the name of one that it needs, or a field of another type, or one that
 *   it needs was given another name; nothing is changed
 */
export async function provision(
  definition: ApiDefinition,
  app: ProvisionedApp,
): Promise<void> {
  const missing = definition.collections.flatMap((wanted) => {
    const found = app.collections.find(nameOf(wanted));
    if (found !== undefined) return lacking(definition, app, wanted, found);
    refuseRenamed(definition, app, wanted);
    return [wanted];
  });
  if (missing.length > 0) {
    await app.collections.importAll({ collections: missing });
  }
  await definition.seed?.(app);
}

/**
 * An import goes by ids: it would name the collection back, and its rules would be the first ones again.
 * @throws {Invalid}
 */
function refuseRenamed(
  definition: ApiDefinition,
  { collections }: ProvisionedApp,
  { id, ...wanted }: JsonObject,
): void {
  const renamed = typeof id === "string" ? collections.find(id) : undefined;
  if (renamed === undefined) return;
  throw refusal(
    definition,
    "validation_api_collection_renamed",
    `The collection ${renamed.name} has to be called ${nameOf(wanted)}: rename it, and try again`,
  );
}

/** What is to be imported of a collection that is there; nothing if it has all fields. @throws {Invalid} */
function lacking(
  definition: ApiDefinition,
  app: ProvisionedApp,
  wanted: JsonObject,
  found: Collection,
): JsonObject[] {
  const refuse = (what: string) =>
    refusal(
      definition,
      "validation_api_name_taken",
      `${what} is in the way: rename it, and try again`,
    );
  const { name, type } = found;
  if (type !== wanted["type"]) throw refuse(`The ${type} collection ${name}`);
  const absent = fieldsOf(wanted).filter((field) => {
    const known = found.fields.find((one) => one.name === field["name"]);
    if (known !== undefined && known.type !== field["type"]) {
      throw refuse(`The ${known.type} field ${name}.${known.name}`);
    }
    return known === undefined;
  });
  if (absent.length === 0) return [];
  const fields = [...fieldsOf(app.collections.present(found)), ...absent];
  return [{ id: found.id, name, type, fields }];
}

function refusal(
  { name, title }: ApiDefinition,
  code: string,
  message: string,
): Invalid {
  return new Invalid(`The ${title} API cannot be turned on.`, {
    apis: { [name]: { enabled: fieldError(code, message) } },
  });
}

export function nameOf(collection: JsonObject): string {
  const { name } = collection;
  if (typeof name !== "string") throw new Error("a collection has no name");
  return name;
}

function fieldsOf(collection: JsonObject): readonly JsonObject[] {
  const { fields } = collection;
  return Array.isArray(fields) ? (fields.filter(isObject) as JsonObject[]) : [];
}
