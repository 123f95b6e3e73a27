import type { CollectionField, RecordModel } from "pocketbase";
import { copyAndSay } from "../../../components/texts/copy-and-say.ts";
import { fetchRecord } from "../../../server/records.ts";
import { cellText } from "./cells/cell-text.ts";
import { attempt } from "../../attempt.ts";

/** Copies a record as JSON, whole: a table has only a part of it. */
export async function copyRecord(record: RecordModel): Promise<void> {
  await copyWhole(record, (whole) => JSON.stringify(whole, null, 2));
}

/** Copies a value, also if the table has only the beginning of it. */
export async function copyValue(
  record: RecordModel,
  { name, type }: CollectionField,
): Promise<void> {
  if (type === "editor") {
    await copyWhole(record, (whole) => cellText(whole[name]));
  } else {
    await copyAndSay(cellText(record[name]));
  }
}

async function copyWhole(
  { collectionId, id }: RecordModel,
  textOf: (whole: RecordModel) => string,
): Promise<void> {
  await attempt(async () =>
    copyAndSay(textOf(await fetchRecord(collectionId, id))),
  );
}
