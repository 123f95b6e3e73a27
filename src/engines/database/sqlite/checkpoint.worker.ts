import { Database as BunDatabase } from "bun:sqlite";
import type {
  CheckpointDone,
  CheckpointMode,
  CheckpointReply,
  CheckpointRequest,
} from "./checkpoint-protocol.ts";

/** Moves the write-ahead log into the database, on a thread of its own, as that waits for the disk. */

/** Milliseconds that emptying the log waits for readers, and writers with it. */
const readerPatience = 25;

declare const self: Worker;

const nothing = { log: 0, checkpointed: 0 };

let connection: BunDatabase | undefined;

self.addEventListener(
  "message",
  ({ data }: MessageEvent<CheckpointRequest>) => {
    try {
      const reply = answer(data);
      if (reply !== undefined) self.postMessage(reply);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      self.postMessage({ kind: "failed", message } satisfies CheckpointReply);
    }
  },
);

function answer(request: CheckpointRequest): CheckpointReply | undefined {
  if (request.kind === "open") {
    connection = open(request.file);
    return undefined;
  }
  if (connection === undefined) throw new Error("No database is open.");
  if (request.kind === "checkpoint") {
    return { kind: "done", ...checkpoint(connection, request.mode) };
  }
  connection.close(true);
  return { kind: "closed" };
}

function open(file: string): BunDatabase {
  const database = new BunDatabase(file, { readwrite: true });
  database.run("pragma synchronous = normal");
  database.run(`pragma busy_timeout = ${readerPatience}`);
  return database;
}

function checkpoint(
  database: BunDatabase,
  mode: CheckpointMode,
): Pick<CheckpointDone, "logBytes" | "heldBytes"> {
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
