import { ScriptError } from "../../database.ts";
import { serveParent } from "../workers/serve-parent.ts";
import type { ScriptReply, ScriptRequest } from "./script-protocol.ts";
import { Script } from "./script.ts";

/** Runs one script that a person wrote, in a process of its own: see `scripts.ts`. */

let script: Script | undefined;

serveParent<ScriptRequest, ScriptReply>({
  answer,
  describeFailure: (error) => ({
    kind: "failed",
    message:
      error instanceof ScriptError ? error.message : `Defect: ${String(error)}`,
  }),
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
