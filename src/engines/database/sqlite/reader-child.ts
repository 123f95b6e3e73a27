import { CompiledStatement } from "./compile-statement.ts";
import type { Connection } from "./connection.ts";
import { openReader } from "./open-connection.ts";
import type { ReaderReply, ReaderRequest } from "./reader-protocol.ts";
import { threadMilliseconds } from "./thread-time.ts";

/** Reads, in a process of its own, what would hold up the server: see `reader-process.ts`. */

let connection: Connection | undefined;
let schemaVersion: unknown;

// A terminal's Ctrl-C reaches this process too; it ends with its parent, which may let a request finish first.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => undefined);
}
process.on("disconnect", () => process.exit());
process.on("message", (request: ReaderRequest) => {
  try {
    const reply = answer(request);
    if (reply !== undefined) process.send?.(reply);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.send?.({ kind: "failed", message } satisfies ReaderReply);
  }
});

function answer(request: ReaderRequest): ReaderReply | undefined {
  if (request.kind === "open") {
    connection = openReader(request.file);
    return undefined;
  }
  if (connection === undefined) throw new Error("No database is open.");
  return read(connection, request);
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
