import { join } from "node:path";
import { parseImportOptions } from "../../../../src/core/records/transfer/importing/import-options.ts";
import type { ImportReport } from "../../../../src/core/records/transfer/importing/import-report.ts";
import type { ImportWatch } from "../../../../src/core/records/transfer/importing/import-run.ts";
import { Invalid } from "../../../../src/core/errors.ts";
import {
  type RequestInfo,
  serverRequest,
} from "../../../../src/core/request.ts";
import { openTestRecords, type TestRecords } from "../open-test-records.ts";

/** How a text is imported. */
export interface Importing {
  /** As a query has them. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly request?: RequestInfo;
  readonly watch?: ImportWatch;
}

/** Imports a text into a collection, as the server itself if nobody else is said to; CSV unless the options say otherwise. */
export async function importText(
  { dir, records, collection }: TestRecords,
  name: string,
  text: string,
  { options = {}, request = serverRequest, watch = {} }: Importing = {},
): Promise<ImportReport> {
  const path = join(dir, crypto.randomUUID());
  const size = await Bun.write(path, text);
  return records.import(
    collection(name),
    { path, size },
    parseImportOptions(options, "csv"),
    request,
    watch,
  );
}

/** What is wrong with rows: the codes by field, by row. */
export function codesOf({ errors }: ImportReport): Record<number, unknown> {
  return Object.fromEntries(
    errors.map(({ row, error }) => [
      row,
      error instanceof Invalid
        ? Object.fromEntries(
            Object.entries(error.fields).map(([field, { code }]) => [
              field,
              code,
            ]),
          )
        : error.name,
    ]),
  );
}

/** Records with a collection of places, which may lie in each other. */
export async function openPlaces(): Promise<TestRecords> {
  const world = await openTestRecords();
  const { id } = await world.define({
    name: "places",
    fields: [
      { name: "name", type: "text", required: true, max: 20 },
      { name: "code", type: "text" },
      { name: "people", type: "number", min: 0, onlyInt: true },
      { name: "capital", type: "bool" },
      { name: "founded", type: "date" },
      { name: "at", type: "geoPoint" },
      {
        name: "kinds",
        type: "select",
        maxSelect: 3,
        values: ["a", "b", "c, d"],
      },
      { name: "more", type: "json" },
      { name: "plan", type: "file" },
      { name: "made", type: "autodate", onCreate: true },
    ],
    indexes: [
      "CREATE UNIQUE INDEX idx_code ON places (code COLLATE NOCASE) WHERE code != ''",
    ],
  });
  await world.collections.update("places", {
    fields: [
      ...world.collection("places").fields,
      { name: "within", type: "relation", collectionId: id, maxSelect: 1 },
    ],
  });
  return world;
}
