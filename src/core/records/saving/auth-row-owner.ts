import type { Executor } from "../../../engines/database/database.ts";
import { required } from "../../collections/fields/field-errors.ts";
import { type FieldError, fieldError } from "../../errors.ts";
import { selectById } from "../reading/select-records.ts";
import type { RecordParts } from "../record-parts.ts";
import { textOf } from "../record-shape.ts";
import { authRowCollections } from "./auth-rows.ts";
import type { Draft } from "./draft-record.ts";

/** What is wrong with the login that a row of `_otps` and its like says it belongs to. */
export async function validateOwner(
  executor: Executor,
  parts: RecordParts,
  { collection, values }: Draft,
): Promise<Record<string, FieldError> | undefined> {
  if (!authRowCollections.some((name) => name === collection.name)) {
    return undefined;
  }
  const collectionRef = textOf(values["collectionRef"]);
  if (collectionRef === "") return { collectionRef: required };
  const owners = parts.collections.find(collectionRef);
  if (owners?.id !== collectionRef) {
    return { collectionRef: unknownCollection };
  }
  if (owners.type !== "auth") return { collectionRef: notAuth };

  const recordRef = textOf(values["recordRef"]);
  if (recordRef === "") return { recordRef: required };
  const owner = await selectById(
    executor,
    parts,
    owners,
    recordRef,
    ["id"],
    "exists",
    undefined,
  );
  return owner === undefined ? { recordRef: unknownRecord } : undefined;
}

const unknownCollection = fieldError(
  "validation_invalid_collection_id",
  "Missing or invalid collection.",
);
const notAuth = fieldError(
  "validation_invalid_collection_type",
  "Invalid collection type - must be auth.",
);
const unknownRecord = fieldError(
  "validation_invalid_record",
  "Missing or invalid record.",
);
