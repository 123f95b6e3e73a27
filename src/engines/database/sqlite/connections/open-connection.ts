import { Database as BunDatabase } from "bun:sqlite";
import { Connection } from "./connection.ts";
import { TracedConnection } from "./traced-connection.ts";
import type { Trace } from "./trace.ts";

/** Milliseconds that a connection waits for another process's lock, on its own thread. */
const busyTimeout = 10_000;

/** Opens the connection that writes, and creates the file if there is none. Its owner checkpoints, and waits for locks, without blocking the thread. */
export function openWriter(file: string, trace?: Trace): Connection {
  const native = new BunDatabase(file, { create: true, readwrite: true });
  return open(native, trace, [
    `pragma busy_timeout = ${busyTimeout}`,
    "pragma journal_mode = wal",
    "pragma synchronous = normal",
    "pragma foreign_keys = on",
    "pragma wal_autocheckpoint = 0",
    "pragma temp_store = memory",
    "pragma cache_size = -8000",
    "pragma busy_timeout = 0",
  ]);
}

/** Opens a connection that only reads; the file exists, and is in WAL mode. */
export function openReader(file: string, trace?: Trace): Connection {
  return open(new BunDatabase(file, { readonly: true }), trace, [
    `pragma busy_timeout = ${busyTimeout}`,
    "pragma temp_store = memory",
    "pragma cache_size = -16000",
  ]);
}

function open(
  native: BunDatabase,
  trace: Trace | undefined,
  pragmas: readonly string[],
): Connection {
  try {
    for (const pragma of pragmas) native.run(pragma);
    return trace === undefined
      ? new Connection(native)
      : new TracedConnection(native, trace);
  } catch (error) {
    native.close();
    throw error;
  }
}
