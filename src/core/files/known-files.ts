import { LRUCache } from "lru-cache";
import type { Bus } from "../../engines/bus/bus.ts";
import type { Collection } from "../collections/collection.ts";
import type { FileField } from "../collections/fields/field.ts";
import { recordsTopic } from "../records/record-events.ts";
import type { OpenedFile } from "./files.ts";

/** A file that everybody may have, as it was found. */
export interface KnownFile {
  readonly field: FileField;
  readonly opened: OpenedFile;
  readonly key: string;
  readonly thumbError: string | undefined;
}

/** Remembers what was found, so that a file that many want is looked up once. */
export interface KnownFiles {
  get(
    collection: Collection,
    recordId: string,
    wish: string,
  ): KnownFile | undefined;
  /** To be asked for before looking, and given back with what was found: what has changed meanwhile is not remembered. */
  readonly moment: number;
  set(
    collection: Collection,
    recordId: string,
    wish: string,
    file: KnownFile,
    moment: number,
  ): void;
}

/** Files remembered of all records, thumbs counted by themselves, and of one record. */
const mostFiles = 5_000;
const mostOfRecord = 200;

/** Milliseconds after which the storage is asked again, in which somebody may have replaced a file by hand. */
const freshFor = 2_000;

/** Forgets a record's files the moment that it changes, and everything when collections or settings do. */
export function createKnownFiles(bus: Bus): KnownFiles {
  const records = new LRUCache<string, Map<string, KnownFile>>({
    maxSize: mostFiles,
    ttl: freshFor,
  });
  let changes = 0;
  bus.subscribe(recordsTopic, (data) => {
    changes++;
    const { collectionId, id } = data as { collectionId: string; id: string };
    records.delete(nameOf(collectionId, id));
  });
  const forgetAll = () => {
    changes++;
    records.clear();
  };
  bus.subscribe("collections", forgetAll);
  bus.subscribe("settings", forgetAll);
  bus.subscribe("foreign-write", forgetAll);

  return {
    get: ({ id }, recordId, wish) =>
      records.get(nameOf(id, recordId))?.get(wish),
    get moment() {
      return changes;
    },
    set({ id }, recordId, wish, file, moment) {
      if (moment !== changes) return;
      const name = nameOf(id, recordId);
      const files = records.get(name) ?? new Map<string, KnownFile>();
      if (files.size >= mostOfRecord) return;
      files.set(wish, file);
      // The first of them says when all are looked up anew.
      records.set(name, files, { size: files.size, noUpdateTTL: true });
    },
  };
}

function nameOf(collectionId: string, recordId: string): string {
  return `${collectionId}/${recordId}`;
}
