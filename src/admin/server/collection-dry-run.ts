import { client } from "./client.ts";

/** What a change of collections would do, as the server tells it before anything is changed. Null: not counted. */
export interface ChangePreview {
  /** What the change would be refused with. */
  readonly error: Readonly<Record<string, unknown>> | null;
  readonly collections: readonly CollectionPreview[];
  readonly mentions: readonly Mention[];
  /** The SQL that would run. */
  readonly statements: readonly string[];
}

export interface CollectionPreview {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly action: "create" | "update" | "delete" | "truncate";
  readonly renamedFrom: string | null;
  /** That it has now. */
  readonly records: number | null;
  /** That no record would have any more. */
  readonly files: number | null;
  readonly fields: readonly FieldPreview[];
  readonly indexes: readonly {
    readonly name: string;
    readonly action: "create" | "drop";
    readonly statement: string;
    /** Records that have what others have, against a unique index. */
    readonly duplicates: number | null;
  }[];
  readonly references: readonly {
    readonly collection: string;
    readonly field: string;
    readonly records: number | null;
  }[];
  readonly consequences: readonly {
    readonly collection: string;
    /** Records that would be deleted along. */
    readonly deleted: number | null;
    /** Records that would lose a reference. */
    readonly released: number | null;
    /** Records whose required reference stands against it. */
    readonly blocking: number | null;
    readonly isAtLeast: boolean;
  }[];
}

export interface FieldPreview {
  readonly id: string;
  readonly name: string;
  readonly action: "add" | "remove" | "change";
  /** Records that would lose a value. */
  readonly rows: number | null;
  /** Records with a value that the new options refuse. */
  readonly unfit: number | null;
}

/** A rule, view, index or option that names what is renamed or removed, or that breaks otherwise. */
export interface Mention {
  readonly collection: string;
  /** `listRule`, `viewQuery`, `indexes.0`, … */
  readonly where: string;
  readonly text: string;
  /** Where in the text the name stands. */
  readonly start: number;
  readonly end: number;
  /** It is rewritten along; is no longer valid; names what is not there; means the same as before. */
  readonly outcome: "follows" | "breaks" | "dangles" | "stays";
  readonly reason: string | null;
}

/** One change to look at. */
export type WantedChange =
  | { readonly collection: string | null; readonly change: object }
  | { readonly collections: readonly object[]; readonly deleteMissing: boolean }
  | { readonly delete: string }
  | { readonly truncate: string };

/** Asks what a change of collections would do. Nothing is changed. */
export function previewChange(
  wanted: WantedChange,
  signal?: AbortSignal,
): Promise<ChangePreview> {
  return client.send<ChangePreview>("/api/collections/meta/dry-run-change", {
    method: "POST",
    body: wanted,
    ...(signal !== undefined && { signal }),
  });
}
