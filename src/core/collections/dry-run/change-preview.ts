import type { Invalid } from "../../errors.ts";
import type { Json, JsonObject } from "../../json.ts";

/** What a change of collections would do. Numbers are null where counting would take too long. */
export interface ChangePreview {
  /** What the change would be refused with. Its consequences are told all the same, as far as they can be. */
  readonly error: Invalid | undefined;
  /** Every collection that would be different, others that have to follow included. */
  readonly collections: readonly CollectionPreview[];
  readonly mentions: readonly MentionPreview[];
  /** What would run, in order, with a mark for each value. None if the change would be refused, or is to empty a collection, which goes record by record. */
  readonly statements: readonly string[];
}

export interface CollectionPreview {
  readonly id: string;
  /** As it would be called; of one that goes, as it is. */
  readonly name: string;
  readonly type: string;
  readonly action: "create" | "update" | "delete" | "truncate";
  /** Null when the name stays. */
  readonly renamedFrom: string | null;
  /** Records that it has now. */
  readonly records: number | null;
  /** Files that no record would have any more. */
  readonly files: number | null;
  readonly fields: readonly FieldPreview[];
  readonly options: readonly OptionPreview[];
  readonly indexes: readonly IndexPreview[];
  /** Relations of other collections to it; told when it is to be deleted or emptied. */
  readonly references: readonly ReferencePreview[];
  /** What would happen to records of other collections when it is deleted or emptied. */
  readonly consequences: readonly ConsequencePreview[];
}

export interface FieldPreview {
  readonly id: string;
  /** As it would be called; of one that goes, as it is. */
  readonly name: string;
  readonly action: "add" | "remove" | "change";
  readonly renamedFrom: string | null;
  /** Its options, as the API shows them. */
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
  /** Set when its values change from one to many, or back. */
  readonly becomes: "list" | "single" | null;
  /** Records that would lose a value. */
  readonly rows: number | null;
  /** Values that would be lost. */
  readonly values: number | null;
  /** Records that keep a value which the new options refuse: none where one is required from now on, or a choice that is gone. */
  readonly unfit: number | null;
}

/** A rule or another option that would differ. Secrets are told without their values. */
export interface OptionPreview {
  /** With dots: `listRule`, `passwordAuth.enabled`. */
  readonly name: string;
  readonly isSecret: boolean;
  readonly before: Json;
  readonly after: Json;
}

export interface IndexPreview {
  readonly name: string;
  readonly action: "create" | "drop";
  readonly statement: string;
  /** Records that have what others have, so that a unique index cannot be made. */
  readonly duplicates: number | null;
}

export interface ReferencePreview {
  readonly collection: string;
  readonly field: string;
  readonly required: boolean;
  readonly cascadeDelete: boolean;
  /** Records that refer to one. */
  readonly records: number | null;
}

export interface ConsequencePreview {
  readonly collection: string;
  /** Records that would be deleted along. */
  readonly deleted: number | null;
  /** Records that would lose a reference. */
  readonly released: number | null;
  /** Records whose required reference stands against it. */
  readonly blocking: number | null;
  /** Files that would go with those that are deleted. */
  readonly files: number | null;
  /** Relations go in circles: more may follow. */
  readonly isAtLeast: boolean;
}

/** A place that names what is renamed, removed or holds lists from now on. */
export interface MentionPreview {
  /** The collection that has the rule, view, index or option. */
  readonly collection: string;
  /** `listRule`, `viewQuery`, `indexes.0`, `passwordAuth.identityFields`. */
  readonly where: string;
  readonly text: string;
  /** What is named, as it is called now; null where the text breaks without naming it. */
  readonly names: {
    readonly collection: string;
    readonly field: string | null;
  } | null;
  /** Where in the text. */
  readonly start: number;
  readonly end: number;
  /**
   * It is rewritten along; or is no longer valid; or is valid, but the name stands for nothing or something else; or means
   * the same as before.
   */
  readonly outcome: "follows" | "breaks" | "dangles" | "stays";
  /** Why it breaks. */
  readonly reason: string | null;
  /** The text as it is rewritten. */
  readonly after: string | null;
}
