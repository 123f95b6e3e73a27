import { CompiledStatement } from "../connections/compile-statement.ts";
import type { Connection } from "../connections/connection.ts";
import { openReader } from "../connections/open-connection.ts";
import { serveParent } from "../workers/serve-parent.ts";
import type { ReaderReply, ReaderRequest } from "./reader-protocol.ts";
import { threadMilliseconds } from "./thread-time.ts";

/** Reads, in a process of its own, what would hold up the server: see `reader-process.ts`. */

let connection: Connection | undefined;
let schemaVersion: unknown;

serveParent<ReaderRequest, ReaderReply>({
  answer,
  describeFailure: (error) => ({
    kind: "failed",
    message: error instanceof Error ? error.message : String(error),
  }),
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
