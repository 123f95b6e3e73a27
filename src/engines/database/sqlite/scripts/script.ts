import { DatabaseSync, type StatementSync } from "node:sqlite";
import {
  ScriptError,
  type ScriptColumn,
  type ScriptLimits,
  type ScriptResult,
  type SqlValue,
} from "../../database.ts";
import { ScriptGuard } from "./script-guard.ts";

/** Milliseconds to wait for another process's lock. */
const lockPatience = 5_000;

/** The last statement's columns and rows. */
interface Table {
  readonly columns: readonly ScriptColumn[];
  readonly rows: (readonly SqlValue[])[];
}

/** Statements that a person wrote, on a connection of their own. */
export class Script {
  readonly #text: string;
  readonly #limits: Pick<ScriptLimits, "rows" | "bytes">;
  readonly #guard = new ScriptGuard();
  readonly #file: string;
  readonly #isVacuum: boolean;
  #run:
    | {
        readonly connection: DatabaseSync;
        readonly result: Omit<ScriptResult, "hasWritten">;
      }
    | undefined;
  /** Whether it may do anything but read; then it is to run when no one else writes. */
  readonly writes: boolean;

  /** Looks at the statements up to the first that writes; none is run. @throws {ScriptError} */
  constructor(
    file: string,
    text: string,
    limits: Pick<ScriptLimits, "rows" | "bytes">,
  ) {
    this.#file = file;
    // SQLite reads no further.
    this.#text = withoutFrame(text.split("\0", 1)[0] ?? "");
    this.#limits = limits;
    this.#isVacuum = isOnlyVacuum(this.#text);
    this.writes = this.#isVacuum || this.#looksLikeWriting();
  }

  /** Runs the statements, and leaves what they have written for `finish` to commit. @throws {ScriptError} nothing was written */
  run(): void {
    const connection = this.#open(!this.writes);
    const began = performance.now();
    try {
      // A vacuum is a transaction itself.
      if (!this.#isVacuum) {
        connection.exec(this.writes ? "begin immediate" : "begin");
      }
      connection.setAuthorizer(this.#guard.judge);
      let table: Table = { columns: [], rows: [] };
      for (const statement of this.#statements(connection)) {
        table = this.#read(statement);
      }
      connection.setAuthorizer(null);
      const changes = this.writes ? countChanges(connection) : 0;
      const milliseconds = performance.now() - began;
      const result = { ...table, milliseconds, changes };
      this.#run = { connection, result };
    } catch (error) {
      // What is not committed is undone.
      connection.close();
      throw this.#translate(error);
    }
  }

  /** Commits what was run, and says what it has given. @throws {ScriptError} nothing was written */
  finish(): ScriptResult {
    if (this.#run === undefined) throw new Error("The script has not run.");
    const { connection, result } = this.#run;
    try {
      if (!this.#isVacuum) connection.exec("commit");
      return { ...result, hasWritten: this.writes };
    } catch (error) {
      throw this.#translate(error);
    } finally {
      connection.close();
    }
  }

  #looksLikeWriting(): boolean {
    const connection = this.#open(true);
    try {
      connection.setAuthorizer(this.#guard.judge);
      for (const _ of this.#statements(connection)) {
        if (this.#guard.writes || !this.#guard.acts) return true;
      }
      return false;
    } catch (error) {
      throw this.#translate(error);
    } finally {
      connection.close();
    }
  }

  /** Compiles one statement after the other: each may rest on what the one before has done. */
  *#statements(connection: DatabaseSync): Generator<StatementSync> {
    let rest = afterBlank(this.#text);
    while (rest !== "") {
      this.#guard.begin();
      const statement = connection.prepare(rest);
      this.#guard.isCompiling = false;
      yield statement;
      rest = afterBlank(rest.slice(statement.sourceSQL.length));
    }
  }

  /** Runs a statement to its end, or as far as its rows may be read. */
  #read(statement: StatementSync): Table {
    const columns = statement.columns();
    if (columns.length === 0) {
      statement.run();
      return { columns: [], rows: [] };
    }
    const rows: (readonly SqlValue[])[] = [];
    let bytes = 0;
    for (const row of valuesOf(statement)) {
      for (const value of row) bytes += sizeOf(value);
      if (bytes > this.#limits.bytes) throw tooLarge(this.#limits.bytes);
      rows.push(row);
      if (rows.length >= this.#limits.rows) break;
    }
    return {
      columns: columns.map(({ name, type }) => ({ name, type: type ?? "" })),
      rows,
    };
  }

  #open(readOnly: boolean): DatabaseSync {
    const connection = new DatabaseSync(this.#file, {
      readOnly,
      timeout: lockPatience,
      readBigInts: true,
      returnArrays: true,
      allowExtension: false,
      // As the server's own connections, and PocketBase's, do.
      enableDoubleQuotedStringLiterals: true,
      // Refuses what would damage the file: changes of the schema's own table, of the tables behind an index.
      defensive: true,
    });
    connection.exec("pragma synchronous = normal");
    // The server checkpoints.
    connection.exec("pragma wal_autocheckpoint = 0");
    // In memory, which is watched, and not on the disk, where it could take all room; but a vacuum copies the database.
    connection.exec(
      `pragma temp_store = ${this.#isVacuum ? "file" : "memory"}`,
    );
    connection.limits.length = this.#limits.bytes;
    return connection;
  }

  #translate(error: unknown): unknown {
    if (this.#guard.refusal !== undefined) {
      return new ScriptError(this.#guard.refusal, { cause: error });
    }
    if (!isSqliteError(error)) return error;
    const { errstr, errcode, message } = error;
    const what = message === errstr ? message : `${errstr}: ${message}`;
    return new ScriptError(`${what} (${errcode})`, { cause: error });
  }
}

/** The rest of the text from its first statement on; empty when there is none. */
function afterBlank(text: string): string {
  blank.lastIndex = 0;
  let end = 0;
  while (blank.test(text)) end = blank.lastIndex;
  return text.slice(end);
}

/** The statements between a BEGIN and a COMMIT around all of them, which say what is so anyway. */
function withoutFrame(text: string): string {
  const inner = frame.exec(afterBlank(text))?.[1];
  return inner ?? text;
}

const frame =
  /^begin(?:\s+(?:deferred|immediate|exclusive))?(?:\s+transaction)?\s*;([^]*;)\s*commit(?:\s+transaction)?[\s;]*$/i;

/** Space, empty statements, one comment. */
const blank = /[\t\n\f\r ;]+|--[^\n]*|\/\*[^]*?(?:\*\/|$)/y;

/** SQLite vacuums only outside of transactions. */
function isOnlyVacuum(text: string): boolean {
  return /^vacuum\b[^;]*;?\s*$/i.test(afterBlank(text));
}

function countChanges(connection: DatabaseSync): number {
  const [row] = connection.prepare("select changes()").all();
  return Number(Object.values(row ?? {})[0] ?? 0);
}

/** Rows are arrays of values, as the connection was told to return them, which the types do not say. */
function valuesOf(statement: StatementSync): Iterable<readonly SqlValue[]> {
  const rows: Iterable<unknown> = statement.iterate();
  return rows as Iterable<readonly SqlValue[]>;
}

/** About how many bytes a value has. */
function sizeOf(value: SqlValue): number {
  if (typeof value === "string") return value.length;
  return value instanceof Uint8Array ? value.length : 8;
}

function tooLarge(bytes: number): ScriptError {
  const megabytes = Math.floor(bytes / 1024 / 1024);
  return new ScriptError(
    `The answer has more than ${megabytes} MB: select fewer rows or columns`,
  );
}

interface SqliteError {
  readonly message: string;
  readonly errstr: string;
  readonly errcode: number;
}

function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && "errstr" in error && "errcode" in error;
}
