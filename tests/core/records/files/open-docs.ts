import { afterEach, beforeEach } from "bun:test";
import { sql } from "drizzle-orm";
import type { Collection } from "../../../../src/core/collections/collection.ts";
import type { UploadedFile } from "../../../../src/core/files/uploaded-file.ts";
import type { RecordJson } from "../../../../src/core/records/records.ts";
import { MapStorage } from "../../files/map-storage.ts";
import { upload } from "../../files/upload.ts";
import {
  asGuest,
  type Body,
  openTestRecords,
  type TestRecords,
} from "../open-test-records.ts";

/** What the test that runs works with. */
export let storage: MapStorage;
export let world: TestRecords;
/** Takes one file, many or a picture. */
export let docs: Collection;

/** Opens new ones for each test of a file. */
export function openDocsForEachTest(): void {
  beforeEach(async () => {
    storage = new MapStorage();
    world = await openTestRecords({ storage });
    docs = await world.define({
      name: "docs",
      fields: [
        { type: "text", name: "title", max: 20 },
        { type: "file", name: "one", maxSize: 100 },
        { type: "file", name: "many", maxSelect: 3, maxSize: 100 },
        {
          type: "file",
          name: "picture",
          mimeTypes: ["image/png", "image/gif"],
        },
      ],
      indexes: [
        "create unique index idx_title on docs (title) where title != ''",
      ],
    });
  });
  afterEach(() => world.close());
}

/** An upload. */
export const file = (name: string, contents?: string) =>
  upload(world.files, name, contents);

/** Creates a record as anyone may. */
export async function create(
  body: Body,
  collection = docs,
): Promise<RecordJson & { id: string }> {
  const record = await world.records.create(
    collection,
    undefined,
    asGuest(body),
  );
  return { ...record, id: String(record["id"]) };
}

/** Changes one as anyone may. */
export function update(id: string, body: Body, collection = docs) {
  return world.records.update(collection, id, undefined, asGuest(body));
}

/** The files in the storage, without what tells collections and records apart. */
export async function kept(): Promise<readonly string[]> {
  await world.files.finished();
  return storage.keys.map((key) => key.split("/").at(-1) ?? "").sort();
}

export function names(...files: readonly UploadedFile[]): string[] {
  return files.map(({ name }) => name);
}

/** How many changes of files are not done yet. */
export async function openNotes(): Promise<number> {
  await world.files.finished();
  const rows = await world.auxiliary.all(sql`select 1 from "_fileNotes"`);
  return rows.length;
}
