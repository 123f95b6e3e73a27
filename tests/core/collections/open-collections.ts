import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { createCollections } from "../../../src/core/collections/create-collections.ts";
import type { Collections } from "../../../src/core/collections/collections.ts";
import { createSystemCollections } from "../../../src/core/collections/system-collections.ts";
import { openDataFolder } from "../../../src/core/data-folder/open-data-folder.ts";
import { Invalid, type FieldErrors } from "../../../src/core/errors.ts";
import type { Json, JsonObject } from "../../../src/core/json.ts";
import type { Bus } from "../../../src/engines/bus/bus.ts";
import { createLocalBus } from "../../../src/engines/bus/local/local-bus.ts";
import type { Database, Row } from "../../../src/engines/database/database.ts";

/** A new data folder with nothing but the system's collections. */
export interface TestFolder extends AsyncDisposable {
  readonly collections: Collections;
  readonly database: Database;
  readonly bus: Bus;
  /** What went wrong without being an error of the caller. */
  readonly warnings: readonly string[];
  /** The collections as another start of the server would read them. */
  readAgain(): Promise<Collections>;
  /** Runs SQL as it stands. */
  execute(statement: string): Promise<void>;
  query(statement: string): Promise<Row[]>;
  /** The statements that make a table and its indexes, as the database has them. */
  schemaOf(table: string): Promise<string[]>;
}

export async function openCollections(): Promise<TestFolder> {
  const dir = await mkdtemp(join(tmpdir(), "collections-"));
  const folder = await openDataFolder(dir, { serve: false });
  const { database } = folder;
  const bus = createLocalBus((error) => {
    throw error;
  });
  const warnings: string[] = [];
  const log = {
    debug: () => {},
    info: () => {},
    warn: (message: string) => void warnings.push(message),
    error: (message: string) => void warnings.push(message),
  };
  const parts = { database, bus, log };
  await createSystemCollections(parts);
  const query = (statement: string): Promise<Row[]> =>
    database.all(sql.raw(statement));
  return {
    collections: await createCollections(parts),
    database,
    bus,
    warnings,
    readAgain: () => createCollections(parts),
    async execute(statement) {
      await database.run(sql.raw(statement));
    },
    query,
    async schemaOf(table) {
      const rows = await query(
        `select sql from sqlite_schema where tbl_name = '${table}' and sql is not null order by name`,
      );
      return rows.map((row) => String(row["sql"]));
    },
    async [Symbol.asyncDispose]() {
      await folder.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** The codes of a refusal, nested as the errors are; undefined when nothing was refused. */
export async function codesOf(
  work: Promise<unknown>,
): Promise<Json | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return codes(error.fields);
  }
}

/** The sentence of a refusal. */
export async function messageOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "";
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return error.message;
  }
}

function codes(errors: FieldErrors): JsonObject {
  return Object.fromEntries(
    Object.entries(errors).map(([name, error]) => [
      name,
      typeof error["code"] === "string"
        ? error["code"]
        : codes(error as FieldErrors),
    ]),
  );
}

/** A text field as a client sends it. */
export function text(name: string, options: JsonObject = {}): JsonObject {
  return { type: "text", name, ...options };
}
