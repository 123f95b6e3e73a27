import type { Row } from "../database.ts";
import type { Binding } from "./bind-parameters.ts";
import type { ReadMethod } from "./connection.ts";

/** What a reader worker is told. `open` comes first, one `read` at a time, `close` last. */
export type ReaderRequest =
  | { readonly kind: "open"; readonly file: string }
  | {
      readonly kind: "read";
      readonly method: ReadMethod;
      readonly text: string;
      readonly bindings: readonly Binding[];
    }
  | { readonly kind: "close" };

/** What it answers to each `read` and to `close`. */
export type ReaderReply =
  | {
      readonly kind: "rows";
      readonly result: Row[] | Row | undefined;
      /** Thread time that the statement took. */
      readonly milliseconds: number;
    }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "closed" };
