import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bus } from "../../../src/engines/bus/bus.ts";
import { createLocalBus } from "../../../src/engines/bus/local/local-bus.ts";
import type { Database } from "../../../src/engines/database/database.ts";
import type { Collection } from "../../../src/core/collections/collection.ts";
import type { Collections } from "../../../src/core/collections/collections.ts";
import { createCollections } from "../../../src/core/collections/create-collections.ts";
import { createSystemCollections } from "../../../src/core/collections/system-collections.ts";
import { openDataFolder } from "../../../src/core/data-folder/open-data-folder.ts";
import { DomainError, Invalid } from "../../../src/core/errors.ts";
import { createFileStorage } from "../../../src/core/files/file-storage.ts";
import { createRecordFiles } from "../../../src/core/files/create-record-files.ts";
import type { RecordFiles } from "../../../src/core/files/record-files.ts";
import { createHooks, type Hooks } from "../../../src/core/hooks/hooks.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import type { Logger } from "../../../src/core/logs/logger.ts";
import { createRecords } from "../../../src/core/records/create-records.ts";
import type { RecordEvent } from "../../../src/core/records/record-events.ts";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import type { RecordJson, Records } from "../../../src/core/records/records.ts";
import { createSettings } from "../../../src/core/settings/create-settings.ts";
import type { Storage } from "../../../src/engines/storage/storage.ts";
import {
  guest,
  type RequestInfo,
  serverRequest,
  type Viewer,
} from "../../../src/core/request.ts";

export interface TestRecords {
  readonly dir: string;
  readonly database: Database;
  readonly auxiliary: Database;
  readonly bus: Bus;
  readonly hooks: Hooks;
  readonly collections: Collections;
  readonly records: Records;
  /** The folder's own. */
  readonly storage: Storage;
  readonly files: RecordFiles;
  /** Every committed change, in order. */
  readonly events: RecordEvent[];
  /** What went to the log, by level and message. */
  readonly logged: string[];
  collection(name: string): Collection;
  /** Makes a collection; rules are open to everyone unless said otherwise. */
  define(input: Readonly<Record<string, unknown>>): Promise<Collection>;
  /** Creates a record as the server itself. */
  add(collection: string, body: Body): Promise<RecordJson & { id: string }>;
  /** A record as it is stored. */
  stored(collection: string, id: string): Promise<StoredRecord>;
  count(collection: string): Promise<number>;
  close(): Promise<void>;
}

export type Body = Readonly<Record<string, unknown>>;

const openRules = {
  listRule: "",
  viewRule: "",
  createRule: "",
  updateRule: "",
  deleteRule: "",
};

/** Opens records on a new data folder of their own; files lie in it unless another storage is given. */
export async function openTestRecords(
  options: { readonly storage?: Storage } = {},
): Promise<TestRecords> {
  const dir = await mkdtemp(join(tmpdir(), "hutch-records-"));
  const logged: string[] = [];
  const write = (level: string) => (message: string) => {
    logged.push(`${level}: ${message}`);
  };
  const log: Logger = {
    debug: write("debug"),
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
  };
  const bus = createLocalBus((error) => logged.push(`bus: ${String(error)}`));
  const hooks = createHooks();
  const folder = await openDataFolder(dir, { serve: false });
  const { database, auxiliary } = folder;
  await createSystemCollections({ database, bus, log });
  const collections = await createCollections({ database, bus, log, hooks });
  const settings = await createSettings({ database, bus, log });
  const storage =
    options.storage === undefined
      ? createFileStorage({ dir, settings, log })
      : { current: options.storage, previous: [] };
  const files = await createRecordFiles({
    dir,
    database,
    auxiliary,
    collections,
    hooks,
    storage,
    log,
  });
  const records = createRecords({
    database,
    bus,
    hooks,
    collections,
    files,
    log,
  });
  const events: RecordEvent[] = [];
  bus.subscribe("records", (event) => events.push(event as RecordEvent));

  const collection = (name: string) => {
    const found = collections.find(name);
    if (found === undefined) throw new Error(`no collection ${name}`);
    return found;
  };
  return {
    dir,
    database,
    auxiliary,
    bus,
    hooks,
    collections,
    records,
    get storage() {
      return storage.current;
    },
    files,
    events,
    logged,
    collection,
    define: (input) =>
      collections.create(
        input["type"] === "view"
          ? { listRule: "", viewRule: "", ...input }
          : { type: "base", ...openRules, ...input },
      ),
    async add(name, body) {
      const record = await records.create(collection(name), undefined, {
        ...serverRequest,
        body,
      });
      return { ...record, id: String(record["id"]) };
    },
    async stored(name, id) {
      const found = await records.find(collection(name), id);
      if (found === undefined) throw new Error(`no record ${id} in ${name}`);
      return found;
    },
    async count(name) {
      const page = await records.list(collection(name), {}, serverRequest);
      return page.totalItems;
    },
    async close() {
      await files.close();
      await folder.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** A request by anyone. */
export function request(viewer: Viewer, body: Body = {}): RequestInfo {
  return { ...serverRequest, method: "GET", viewer, body };
}

export function asGuest(body: Body = {}): RequestInfo {
  return request(guest, body);
}

export function as(record: StoredRecord, body: Body = {}): RequestInfo {
  return request({ kind: "record", record }, body);
}

export function asSuperuser(
  record: StoredRecord,
  body: Body = {},
): RequestInfo {
  return request({ kind: "superuser", record }, body);
}

/** What an operation is refused with: the error's class, and its code for each field. */
export async function refusal(
  operation: Promise<unknown>,
): Promise<{ error: string; fields?: Readonly<Record<string, unknown>> }> {
  try {
    await operation;
  } catch (error) {
    if (error instanceof Invalid) {
      const codes = Object.entries(error.fields).map(([name, field]) => [
        name,
        field["code"],
      ]);
      return { error: "Invalid", fields: Object.fromEntries(codes) };
    }
    if (error instanceof DomainError) return { error: error.name };
    throw error;
  }
  return { error: "none" };
}

/** The records' values of one key. */
export function pluck(
  items: readonly JsonObject[],
  key: string,
): readonly unknown[] {
  return items.map((item) => item[key]);
}

/** The JSON as a client receives it. */
export function onTheWire(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
