import { Database as BunDatabase } from "bun:sqlite";
import type { SnapshotReply, SnapshotRequest } from "./snapshot-protocol.ts";

/** Copies the database as it is at one moment, on a thread of its own, as that reads and writes all of it. */

/** Milliseconds that the beginning waits for another process's lock. */
const lockPatience = 10_000;

declare const self: Worker;

let connection: BunDatabase | undefined;

self.addEventListener("message", ({ data }: MessageEvent<SnapshotRequest>) => {
  try {
    const reply = answer(data);
    if (reply !== undefined) self.postMessage(reply);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    self.postMessage({ kind: "failed", message } satisfies SnapshotReply);
  }
});

function answer(request: SnapshotRequest): SnapshotReply | undefined {
  if (request.kind === "open") {
    connection = open(request.file);
    return undefined;
  }
  if (connection === undefined) throw new Error("No database is open.");
  if (request.kind === "snapshot") {
    connection.run("vacuum into ?", [request.target]);
    return { kind: "done" };
  }
  connection.close(true);
  return { kind: "closed" };
}

function open(file: string): BunDatabase {
  const database = new BunDatabase(file, { readonly: true });
  database.run(`pragma busy_timeout = ${lockPatience}`);
  // The copy is read once and thrown away: forcing it to the disk would only make commits wait for theirs.
  database.run("pragma synchronous = off");
  return database;
}
