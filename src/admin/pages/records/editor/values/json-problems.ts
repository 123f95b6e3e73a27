import type { CollectionModel } from "pocketbase";
import { findLostNumber } from "../../../../code/json/lost-number.ts";
import { fill } from "../../../../text/index.ts";
import { recordEditorText } from "../../../../text/record-editor.ts";
import { textOf } from "../../plain-values.ts";
import { changedNames, type FieldValues } from "./field-values.ts";

const { input: texts } = recordEditorText;

/** What is wrong with the JSON that is to be saved, by the names of its fields. What is not sent may be as it is. */
export function jsonProblems(
  collection: CollectionModel,
  base: FieldValues,
  values: FieldValues,
): Readonly<Record<string, string>> {
  const changed = new Set(changedNames(collection, base, values));
  const problems: Record<string, string> = {};
  for (const { name, type } of collection.fields) {
    if (type !== "json" || !changed.has(name)) continue;
    const problem = problemOf(textOf(values[name]));
    if (problem !== undefined) problems[name] = problem;
  }
  return problems;
}

/** The server would take what is no JSON as a text, and round numbers. */
function problemOf(text: string): string | undefined {
  if (text.trim() === "") return undefined;
  try {
    JSON.parse(text);
  } catch {
    return texts.invalidJson;
  }
  const number = findLostNumber(text);
  return number === undefined ? undefined : fill(texts.lostDigits, { number });
}
