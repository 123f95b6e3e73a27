import { Database as BunDatabase } from "bun:sqlite";
import { serveThread } from "../workers/serve-thread.ts";

/** Moves the write-ahead log into the database, on a thread of its own, as that waits for the disk. */

export interface CheckpointRequest {
  /** `passive` moves what it can beside readers and writers; `truncate` moves all and empties the log, while nobody writes. */
  readonly mode: "passive" | "truncate";
}

/** What a checkpoint has left. */
export interface CheckpointReply {
  /** What the log still holds. */
  readonly logBytes: number;
  /** What of it could not be moved, since somebody reads the database as it was before. */
  readonly heldBytes: number;
}

/** Milliseconds that emptying the log waits for readers, and writers with it. */
const readerPatience = 25;

const nothing = { log: 0, checkpointed: 0 };

serveThread<CheckpointRequest, CheckpointReply>({
  open,
  answer: (connection, { mode }) => checkpoint(connection, mode),
});

function open(file: string): BunDatabase {
  const database = new BunDatabase(file, { readwrite: true });
  database.run("pragma synchronous = normal");
  database.run(`pragma busy_timeout = ${readerPatience}`);
  return database;
}

function checkpoint(
  database: BunDatabase,
  mode: CheckpointRequest["mode"],
): CheckpointReply {
  const statement = database.prepare<{ log: number; checkpointed: number }, []>(
    `pragma wal_checkpoint(${mode})`,
  );
  try {
    const { log, checkpointed } = statement.get() ?? nothing;
    const size = pageSize(database);
    return { logBytes: log * size, heldBytes: (log - checkpointed) * size };
  } finally {
    statement.finalize();
  }
}

function pageSize(database: BunDatabase): number {
  const statement = database.prepare<{ page_size: number }, []>(
    "pragma page_size",
  );
  try {
    return statement.get()?.page_size ?? 0;
  } finally {
    statement.finalize();
  }
}
