import { Database } from "bun:sqlite";
import type { Row } from "../../engines/database/database.ts";
import type { Collection } from "../collections/collection.ts";
import { fileKey } from "../files/file-keys.ts";
import { fileNamesOf } from "../files/file-names-of.ts";
import { readRecord, shapeOf } from "../records/record-shape.ts";
import { quoteName, type ReadOnlyDatabase } from "./read-only-database.ts";

/** Records read at a time: between two times, the server may empty its write-ahead log. */
const pageSize = 1_000;

/**
 * The files that records name, in a temporary database of SQLite's own: however many they are, they take little memory, and
 * the file is gone with the connection.
 */
export class NamedFiles implements Disposable {
  readonly #database = new Database("");
  readonly #add;
  readonly #find;
  readonly #mark;

  constructor() {
    this.#database.run("pragma journal_mode = off");
    this.#database.run("pragma synchronous = off");
    this.#database.run(
      "create table named (key text primary key, found integer not null default 0) without rowid",
    );
    this.#add = this.#database.prepare<never, [string]>(
      "insert or ignore into named (key) values (?)",
    );
    this.#find = this.#database.prepare<object, [string]>(
      "select 1 from named where key = ?",
    );
    this.#mark = this.#database.prepare<never, [string]>(
      "update named set found = 1 where key = ?",
    );
    this.#database.run("begin");
  }

  add(key: string): void {
    this.#add.run(key);
  }

  has(key: string): boolean {
    return this.#find.get(key) !== null;
  }

  /** Notes that the file is there. False if no record names it. */
  markFound(key: string): boolean {
    return this.#mark.run(key).changes > 0;
  }

  get count(): number {
    using statement = this.#database.prepare<{ count: number }, []>(
      "select count(*) as count from named",
    );
    return statement.get()?.count ?? 0;
  }

  *notFound(): Generator<string> {
    using statement = this.#database.prepare<{ key: string }, []>(
      "select key from named where found = 0 order by key",
    );
    for (const { key } of statement.iterate()) yield key;
  }

  [Symbol.dispose](): void {
    for (const one of [this.#add, this.#find, this.#mark]) one.finalize();
    this.#database.close();
  }
}

/** The keys of all files that records of a collection name. @throws {SQLiteError} */
export function* keysNamedIn(
  database: ReadOnlyDatabase,
  collection: Collection,
): Generator<string> {
  const { fileFields } = shapeOf(collection);
  if (collection.type === "view" || fileFields.length === 0) return;
  const columns = fileFields.map(({ name }) => quoteName(name));
  const isFilled = columns
    .map((column) => `${column} not in ('', '[]')`)
    .join(" or ");
  const query = `select id, ${columns.join(", ")} from ${quoteName(collection.name)} where id > ? and (${isFilled}) order by id limit ${pageSize}`;
  for (let last = ""; ;) {
    const rows = database.all(query, last);
    for (const row of rows) yield* keysOfRow(collection, row);
    const end = rows.at(-1);
    if (rows.length < pageSize || end === undefined) return;
    last = String(end["id"]);
  }
}

/** Whether a record names the file right now. @throws {SQLiteError} */
export function isNamed(
  database: ReadOnlyDatabase,
  collection: Collection,
  recordId: string,
  key: string,
): boolean {
  if (collection.type === "view") return false;
  const row = database.get(
    `select * from ${quoteName(collection.name)} where id = ?`,
    recordId,
  );
  return row !== undefined && keysOfRow(collection, row).includes(key);
}

function keysOfRow(collection: Collection, row: Row): readonly string[] {
  const record = readRecord(collection, row);
  return fileNamesOf(record).map((name) =>
    fileKey(collection.id, record.id, name),
  );
}
