import { Database as BunDatabase } from "bun:sqlite";
import { serveThread } from "../workers/serve-thread.ts";

/** Copies the database as it is at one moment, on a thread of its own, as that reads and writes all of it. */

export interface SnapshotRequest {
  /** A file that is not there yet. */
  readonly target: string;
}

/** Milliseconds that the beginning waits for another process's lock. */
const lockPatience = 10_000;

serveThread<SnapshotRequest, null>({
  open,
  answer(connection, { target }) {
    connection.run("vacuum into ?", [target]);
    return null;
  },
});

function open(file: string): BunDatabase {
  const database = new BunDatabase(file, { readonly: true });
  database.run(`pragma busy_timeout = ${lockPatience}`);
  // The copy is read once and thrown away: forcing it to the disk would only make commits wait for theirs.
  database.run("pragma synchronous = off");
  return database;
}
