import { Database as BunDatabase } from "bun:sqlite";
import type { AsideReply, AsideRequest } from "./aside-protocol.ts";

/** Writes what would keep the main thread for long, on a thread of its own. */

/** Milliseconds that a statement waits for another process's lock. */
const lockPatience = 10_000;

declare const self: Worker;

let connection: BunDatabase | undefined;

self.addEventListener("message", ({ data }: MessageEvent<AsideRequest>) => {
  try {
    const reply = answer(data);
    if (reply !== undefined) self.postMessage(reply);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    self.postMessage({ kind: "failed", message } satisfies AsideReply);
  }
});

function answer(request: AsideRequest): AsideReply | undefined {
  if (request.kind === "open") {
    connection = open(request.file);
    return undefined;
  }
  if (connection === undefined) throw new Error("No database is open.");
  if (request.kind === "run") {
    const { text, bindings } = request;
    // It is one of a few texts, which the connection keeps compiled.
    const { changes } = connection.query(text).run(...bindings);
    return { kind: "done", changes };
  }
  connection.close();
  return { kind: "closed" };
}

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
