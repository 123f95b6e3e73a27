import { Database as BunDatabase } from "bun:sqlite";
import type { Binding } from "../connections/bind-parameters.ts";
import { serveThread } from "../workers/serve-thread.ts";

/** Writes what would keep the main thread for long, on a thread of its own. */

export interface AsideRequest {
  readonly text: string;
  readonly bindings: readonly Binding[];
}

export interface AsideReply {
  readonly changes: number;
}

/** Milliseconds that a statement waits for another process's lock. */
const lockPatience = 10_000;

serveThread<AsideRequest, AsideReply>({
  open,
  answer(connection, { text, bindings }) {
    // It is one of a few texts, which the connection keeps compiled.
    const { changes } = connection.query(text).run(...bindings);
    return { changes };
  },
});

function open(file: string): BunDatabase {
  const database = new BunDatabase(file, { readwrite: true });
  database.run(`pragma busy_timeout = ${lockPatience}`);
  database.run("pragma synchronous = normal");
  database.run("pragma foreign_keys = on");
  database.run("pragma cache_size = -8000");
  // The owner of the file checkpoints.
  database.run("pragma wal_autocheckpoint = 0");
  return database;
}
