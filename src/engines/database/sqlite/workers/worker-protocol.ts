/** What a worker thread is told: `open` first, one `work` at a time, `close` last. */
export type WorkerMessage<Request> =
  | { readonly kind: "open"; readonly file: string }
  | { readonly kind: "work"; readonly request: Request }
  | { readonly kind: "close" };

/** What it answers to each `work` and to `close`. */
export type WorkerAnswer<Reply> =
  | { readonly kind: "done"; readonly reply: Reply }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "closed" };
