import type { App } from "../../core/app.ts";
import type { Collection, Rule } from "../../core/collections/collection.ts";
import type { StoredRecord } from "../../core/records/record.ts";
import type { RequestInfo } from "../../core/request.ts";
import { Refusal } from "./refusal.ts";
import { readUuid } from "./values/ids.ts";

/** How refusals name what is looked for. */
export interface Wording {
  /** In the midst of a sentence. */
  readonly name: string;
  /** What is said where there is none. */
  readonly absent: string;
}

export const user: Wording = { name: "user", absent: "User not found" };
export const document: Wording = {
  name: "document",
  absent: "Document not found",
};

/**
 * The record that a path names, whoever may see it, deleted or not.
 * @throws {Refusal} there is none, or it can be no id
 */
export async function findAny(
  { records }: Pick<App, "records">,
  collection: Collection,
  part: string | null,
  { name, absent }: Wording,
): Promise<StoredRecord> {
  const id = readUuid(part);
  if (id === undefined) throw new Refusal(400, `Invalid ${name} ID`);
  const record = await records.find(collection, id);
  if (record === undefined) throw new Refusal(404, absent);
  return record;
}

/** As `findAny`. @throws {Refusal} it is deleted, too */
export async function findUndeleted(
  app: Pick<App, "records">,
  collection: Collection,
  part: string | null,
  wording: Wording,
): Promise<StoredRecord> {
  const record = await findAny(app, collection, part, wording);
  demandUndeleted(record, wording);
  return record;
}

/** @throws {Refusal} */
export function demandUndeleted(record: StoredRecord, { name }: Wording): void {
  if (isDeleted(record)) {
    throw new Refusal(404, `This ${name} has been deleted`);
  }
}

export function isDeleted({ values }: StoredRecord): boolean {
  return values["deleted"] !== "";
}

/** Whether one of the collection's rules lets whoever asks do that with the record. */
export async function isAllowed(
  { records }: Pick<App, "records">,
  rule: Rule,
  record: StoredRecord,
  request: RequestInfo,
): Promise<boolean> {
  return rule !== null && records.passes(record, rule, request);
}
