import type { AuthCollectionModel, CollectionModel } from "pocketbase";
import type { FieldModel } from "./field-model.ts";

/** `null`: superusers only. Empty: everyone. Otherwise a filter. */
export type Rule = string | null;

export type CollectionType = CollectionModel["type"];

/** What a field is while its collection is edited. */
interface Edited {
  /** Stays the same while the collection is edited, whatever its name, place and id become. */
  readonly key: string;
  /** The name that indexes and options of the draft have for it: see `settleNames`. */
  readonly knownAs: string;
  /** It goes with the next save; until then it can be restored. */
  readonly removed: boolean;
}

/** A field of a collection that is edited. */
export type DraftField = FieldModel & Edited;

/** What auth collections have besides. */
export type AuthOptions = Pick<
  AuthCollectionModel,
  | "authAlert"
  | "oauth2"
  | "passwordAuth"
  | "mfa"
  | "otp"
  | "authToken"
  | "passwordResetToken"
  | "emailChangeToken"
  | "verificationToken"
  | "fileToken"
  | "verificationTemplate"
  | "resetPasswordTemplate"
  | "confirmEmailChangeTemplate"
> & {
  readonly authRule: Rule;
  readonly manageRule: Rule;
};

/** A collection that is being edited. */
export interface CollectionDraft extends Readonly<Partial<AuthOptions>> {
  /** Empty until it is created. */
  readonly id: string;
  readonly name: string;
  readonly type: CollectionType;
  readonly system: boolean;
  readonly fields: readonly DraftField[];
  /** `CREATE INDEX` statements. */
  readonly indexes: readonly string[];
  readonly listRule: Rule;
  readonly viewRule: Rule;
  readonly createRule: Rule;
  readonly updateRule: Rule;
  readonly deleteRule: Rule;
  /** Of a view. */
  readonly viewQuery?: string;
  readonly created: string;
  readonly updated: string;
}

/** A draft of an auth collection, which has all its options. */
export type AuthDraft = CollectionDraft & Readonly<AuthOptions>;

/** What the parts of the editor get: the draft, and how to change it. */
export interface DraftProps {
  readonly draft: CollectionDraft;
  readonly set: (change: Partial<CollectionDraft>) => void;
  /** The collection as it is stored; undefined for one that is being made. */
  readonly original: CollectionModel | undefined;
  readonly collections: CollectionModel[];
}

export function isAuthDraft(draft: CollectionDraft): draft is AuthDraft {
  return draft.type === "auth";
}

/**
 * A draft of a stored collection.
 * @param before whose fields keep their keys, as what the user has opened goes by them
 */
export function draftOf(
  collection: CollectionModel,
  before?: CollectionDraft,
): CollectionDraft {
  const keys = new Map(before?.fields.map(({ name, key }) => [name, key]));
  const { fields, ...rest } = collection;
  return {
    // The server's rules may be null, which the SDK's types leave out.
    ...(rest as unknown as Omit<CollectionDraft, "fields">),
    fields: fields.map((field) =>
      draftField(
        // One of the types that the server has, with all its options.
        field as unknown as FieldModel,
        keys.get(field.name) ?? field.id,
      ),
    ),
  };
}

/** A field of a draft. */
export function draftField(field: FieldModel, key: string): DraftField {
  return { ...field, key, knownAs: field.name, removed: false };
}

/** A key for a field that has no id yet; with its type before it, it can be one. */
export function newFieldKey(): string {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return String(number).padStart(10, "0");
}

/** The fields that the collection will have, in the order in which they are sent. */
export function keptFields(draft: CollectionDraft): readonly DraftField[] {
  return draft.fields.filter(({ removed }) => !removed);
}
