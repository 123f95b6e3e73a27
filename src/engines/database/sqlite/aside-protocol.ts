import type { Binding } from "./bind-parameters.ts";

/** What the worker that writes is told. `open` comes first, one `run` at a time, `close` last. */
export type AsideRequest =
  | { readonly kind: "open"; readonly file: string }
  | {
      readonly kind: "run";
      readonly text: string;
      readonly bindings: readonly Binding[];
    }
  | { readonly kind: "close" };

/** What it answers to each `run` and to `close`. */
export type AsideReply =
  | { readonly kind: "done"; readonly changes: number }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "closed" };
