import { CompiledStatement } from "./compile-statement.ts";
import { openReader, type Connection } from "./connection.ts";
import type { ReaderReply, ReaderRequest } from "./reader-protocol.ts";
import { threadMilliseconds } from "./thread-time.ts";

/** Reads, on a thread of its own, what would hold up the main one. */

let connection: Connection | undefined;
let schemaVersion: unknown;

self.addEventListener("message", ({ data }: MessageEvent<ReaderRequest>) => {
  try {
    const reply = answer(data);
    if (reply !== undefined) self.postMessage(reply);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    self.postMessage({ kind: "failed", message } satisfies ReaderReply);
  }
});

function answer(request: ReaderRequest): ReaderReply | undefined {
  if (request.kind === "open") {
    connection = openReader(request.file);
    return undefined;
  }
  if (connection === undefined) throw new Error("No database is open.");
  if (request.kind === "read") return read(connection, request);
  connection.close();
  return { kind: "closed" };
}

function read(
  reader: Connection,
  { method, text, bindings }: Extract<ReaderRequest, { kind: "read" }>,
): ReaderReply {
  const began = threadMilliseconds();
  // One state of the database from the look at its version to the last row.
  reader.execute("begin");
  try {
    const version = reader.value("pragma schema_version");
    if (version !== schemaVersion) {
      reader.dropStatements();
      schemaVersion = version;
    }
    const statement = new CompiledStatement(text, []);
    const result = reader.read(method, statement, bindings);
    return { kind: "rows", result, milliseconds: threadMilliseconds() - began };
  } finally {
    reader.execute("commit");
  }
}
