import type { Json, JsonObject } from "../json.ts";
import type { FieldNode, FieldTree } from "./parse-fields.ts";

/** A copy of an object with only these fields. */
export function pickFields(value: JsonObject, tree: FieldTree): JsonObject {
  if (tree.size === 0) return value;
  const rest = tree.get("*");
  const picked: Record<string, Json | undefined> = Object.create(null);
  for (const key of Object.keys(value)) {
    const node = tree.get(key) ?? (rest?.whole === true ? rest : undefined);
    if (node !== undefined) picked[key] = pickValue(value[key], node);
  }
  return picked;
}

/** As `pickFields`, for each object of a list; a list of anything else stays whole. */
export function pickFieldsOfEach(
  values: readonly Json[],
  tree: FieldTree,
): readonly Json[] {
  return isJsonObject(values[0])
    ? values.map((value) =>
        isJsonObject(value) ? pickFields(value, tree) : value,
      )
    : values;
}

function pickValue(value: Json | undefined, node: FieldNode): Json | undefined {
  if (node.whole) return node.modifier ? node.modifier(value) : value;
  if (isJsonList(value)) return pickFieldsOfEach(value, node.nested);
  return isJsonObject(value) ? pickFields(value, node.nested) : value;
}

function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isJsonList(value);
}
