/** What the snapshot worker is told. `open` comes first, then one `snapshot`, `close` last. */
export type SnapshotRequest =
  | { readonly kind: "open"; readonly file: string }
  | {
      readonly kind: "snapshot";
      /** A file that is not there yet. */ readonly target: string;
    }
  | { readonly kind: "close" };

/** What it answers to `snapshot` and to `close`. */
export type SnapshotReply =
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "closed" };
