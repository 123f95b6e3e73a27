import type PocketBase from "pocketbase";
import type { RecordModel } from "pocketbase";
import type { Figures } from "./figures.ts";
import { hashOf, type Page, type PageFile, type Pages } from "./pages.ts";
import { namesIn } from "./writer.ts";

/** What a server shows to its clients. */
export interface Shown {
  readonly pages: Pages;
  /** The files that records name, as `COLLECTION/RECORD/NAME` with the ids. */
  readonly files: ReadonlySet<string>;
}

/** Downloads at a time. */
const mostAtOnce = 16;

/**
 * Reads all records and downloads all of their files.
 *
 * @throws {Error} a record names a file that is not served, or that has other contents
 */
export async function inspectRecords(
  client: PocketBase,
  figures: Figures,
): Promise<Shown> {
  const [pageRecords, noiseRecords] = [
    await client.collection("pages").getFullList(),
    await client.collection("noise").getFullList(),
  ];
  const hashes = new Map<string, string>();
  const toLoad = [
    ...pageRecords.flatMap((record) =>
      namesIn(record).map((name) => [record, name] as const),
    ),
    ...noiseRecords.map((record) => [record, String(record["file"])] as const),
  ].filter(([, name]) => name !== "");
  await forEach(toLoad, async ([record, name]) => {
    const url = client.files.getURL(record, name);
    const response = await fetch(url);
    const contents = new Uint8Array(await response.arrayBuffer());
    if (response.status !== 200) {
      throw new Error(
        `A record names ${keyOf(record, name)}, which is answered with ${response.status}`,
      );
    }
    hashes.set(keyOf(record, name), hashOf(contents));
    figures.filesChecked++;
  });
  for (const record of noiseRecords) {
    const name = String(record["file"]);
    if (hashes.get(keyOf(record, name)) !== record["hash"]) {
      throw new Error(`${keyOf(record, name)} has other contents than sent`);
    }
  }
  return {
    pages: new Map(
      pageRecords.map((record) => [record.id, toPage(record, hashes)]),
    ),
    files: new Set(hashes.keys()),
  };
}

function keyOf({ collectionId, id }: RecordModel, name: string): string {
  return `${collectionId}/${id}/${name}`;
}

function toPage(
  record: RecordModel,
  hashes: ReadonlyMap<string, string>,
): Page {
  const toFile = (name: string): PageFile => ({
    name,
    hash: hashes.get(keyOf(record, name)) ?? "",
  });
  const [name = "", ...names] = namesIn(record);
  return {
    title: String(record["title"]),
    count: Number(record["count"]),
    parent: String(record["parent"]),
    file: name === "" ? undefined : toFile(name),
    more: names.map(toFile),
  };
}

async function forEach<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const workers = Array.from({ length: mostAtOnce }, async () => {
    for (const item of rest) await work(item);
  });
  await Promise.all(workers);
}
