import type { Row } from "../../database.ts";
import type { Binding } from "../connections/bind-parameters.ts";
import type { ReadMethod } from "../connections/connection.ts";

/** What a reader process is told. `open` comes first, then one `read` at a time. */
export type ReaderRequest =
  | { readonly kind: "open"; readonly file: string }
  | {
      readonly kind: "read";
      readonly method: ReadMethod;
      readonly text: string;
      readonly bindings: readonly Binding[];
    };

/** What it answers to each `read`. */
export type ReaderReply =
  | {
      readonly kind: "rows";
      readonly result: Row[] | Row | undefined;
      /** Processor time that the statement took. */
      readonly milliseconds: number;
    }
  | { readonly kind: "failed"; readonly message: string };
