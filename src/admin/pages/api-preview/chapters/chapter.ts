import type { Access } from "../examples/access.ts";
import type { Examples } from "../examples/examples.ts";

/** A value that a request has. */
export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly isRequired?: boolean;
  readonly note: string;
}

/** How the server answers. */
export interface Answer {
  readonly status: number;
  /** Undefined: the answer has no content. */
  readonly body?: unknown;
}

/** A request that the API knows. */
export interface Call {
  /** What it does, where the chapter has several. */
  readonly title?: string;
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly examples: Examples;
  readonly inPath?: readonly Parameter[];
  readonly headers?: readonly Parameter[];
  readonly query?: readonly Parameter[];
  readonly body?: readonly Parameter[];
  readonly answers: readonly Answer[];
}

export type ChapterGroup = "records" | "login" | "account";

/** Something that the API does for a collection. */
export interface Chapter {
  readonly id: string;
  readonly group: ChapterGroup;
  readonly title: string;
  readonly lead: string;
  readonly access: Access;
  /** Why it does not work as things are. */
  readonly off?: string;
  /** What its examples do to one record, if they are about one. */
  readonly record?: "read" | "changed";
  /** Whether it takes a filter. */
  readonly hasFilter?: boolean;
  readonly calls: readonly Call[];
}
