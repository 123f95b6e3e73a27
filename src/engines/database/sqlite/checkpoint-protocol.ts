/** `passive` moves what it can beside readers and writers; `truncate` moves all and empties the log, while nobody writes. */
export type CheckpointMode = "passive" | "truncate";

/** What the checkpoint worker is told. `open` comes first, one `checkpoint` at a time, `close` last. */
export type CheckpointRequest =
  | { readonly kind: "open"; readonly file: string }
  | { readonly kind: "checkpoint"; readonly mode: CheckpointMode }
  | { readonly kind: "close" };

/** What a checkpoint has left. */
export interface CheckpointDone {
  readonly kind: "done";
  /** What the log still holds. */
  readonly logBytes: number;
  /** What of it could not be moved, since somebody reads the database as it was before. */
  readonly heldBytes: number;
}

/** What it answers to each `checkpoint` and to `close`. */
export type CheckpointReply =
  | CheckpointDone
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "closed" };
