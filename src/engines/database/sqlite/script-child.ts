import { ScriptError } from "../database.ts";
import type { ScriptReply, ScriptRequest } from "./script-protocol.ts";
import { Script } from "./script.ts";

/** Runs one script that a person wrote, in a process of its own: see `scripts.ts`. */

let script: Script | undefined;

// A terminal's Ctrl-C reaches this process too; it ends with its parent, which may let a request finish first.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => undefined);
}
process.on("disconnect", () => process.exit());
process.on("message", (request: ScriptRequest) => {
  try {
    process.send?.(answer(request));
  } catch (error) {
    const message =
      error instanceof ScriptError ? error.message : `Defect: ${String(error)}`;
    process.send?.({ kind: "failed", message } satisfies ScriptReply);
  }
});

function answer(request: ScriptRequest): ScriptReply {
  if (request.kind === "run") {
    script = new Script(request.file, request.text, request.limits);
    if (script.writes) return { kind: "writes" };
  }
  if (script === undefined) throw new Error("There is no script.");
  if (request.kind !== "commit") {
    script.run();
    // So that it is never ended in the middle of a commit, and known what has become of it.
    if (script.writes) return { kind: "ready" };
  }
  return { kind: "done", result: script.finish() };
}
