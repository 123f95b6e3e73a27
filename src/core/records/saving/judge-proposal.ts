import type { Executor } from "../../../engines/database/database.ts";
import type { Collection } from "../../collections/collection.ts";
import type { FieldValue } from "../../collections/fields/field.ts";
import { passwordOf } from "../../collections/fields/password-field.ts";
import { judgedRow, passesWithValues } from "../reading/judge-values.ts";
import type { RecordParts } from "../record-parts.ts";
import type { RecordValues } from "../record.ts";
import { prepareRule } from "../rules.ts";
import type { Draft } from "./draft-record.ts";

/** Whether a record that does not exist yet passes a rule, which judges the values as the caller proposed them. */
export async function passesAsProposed(
  executor: Executor,
  parts: RecordParts,
  { collection, proposed, request }: Draft,
  rule: string,
): Promise<boolean> {
  const filter = prepareRule(parts, collection, rule, request, judgedRow);
  if (filter === undefined) return false;
  // Of many rules nothing is left but who may.
  if (filter.verdict !== undefined) return filter.verdict;
  const values = asJudged(collection, proposed);
  return passesWithValues(executor, parts, collection, values, filter, "bare");
}

/** An id that no record has; nobody is verified before a record exists; a password that is set is not empty. */
function asJudged(
  collection: Collection,
  proposed: RecordValues,
): RecordValues {
  const values: Record<string, FieldValue> = { ...proposed };
  if (values["id"] === "") {
    values["id"] = `__temp_id__${crypto.randomUUID().replaceAll("-", "")}`;
  }
  if (collection.type === "auth") values["verified"] = false;
  for (const { name, type } of collection.fields) {
    if (type === "password" && passwordOf(values[name]).plain) {
      values[name] = { hash: "*" };
    }
  }
  return values;
}
