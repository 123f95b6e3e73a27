import type { ScriptLimits, ScriptResult } from "../../database.ts";

/** What a script process is told: `run` first; if it asks for that, `write` and then `commit`. */
export type ScriptRequest =
  | {
      readonly kind: "run";
      readonly file: string;
      readonly text: string;
      readonly limits: Pick<ScriptLimits, "rows" | "bytes">;
    }
  /** It is its turn: no other writer of the server is at work. */
  | { readonly kind: "write" }
  | { readonly kind: "commit" };

/** What it answers. */
export type ScriptReply =
  /** The script writes, and waits for its turn. */
  | { readonly kind: "writes" }
  /** It has written, and has still to commit. */
  | { readonly kind: "ready" }
  | { readonly kind: "done"; readonly result: ScriptResult }
  | { readonly kind: "failed"; readonly message: string };
