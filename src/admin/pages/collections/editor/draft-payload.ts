import {
  type CollectionDraft,
  isAuthDraft,
  keptFields,
} from "./collection-draft.ts";
import { mentionsColumn } from "./indexes/index-statement.ts";
import { settleNames } from "./settle-names.ts";

/** A collection as it is sent to the server. */
export type CollectionPayload = Readonly<Record<string, unknown>>;

/**
 * What the draft says, as the server takes it: without the fields that were removed, and without the indexes and logins
 * that need them.
 */
export function payloadOf(draft: CollectionDraft): CollectionPayload {
  const settled = settleNames(draft);
  const {
    fields: _fields,
    indexes: _indexes,
    created: _created,
    updated: _updated,
    ...rest
  } = settled;
  if (settled.type === "view") {
    // The server derives them from the query.
    return rest;
  }
  const fields = keptFields(settled).map(
    ({ key, knownAs: _known, removed: _removed, ...field }) => ({
      ...field,
      // By itself the server would take a new field for a removed one of its name.
      ...(field.id === "" && draft.id !== "" && { id: field.type + key }),
    }),
  );
  const names = new Set(fields.map(({ name }) => name));
  return {
    ...rest,
    fields,
    indexes: keptIndexes(settled),
    ...(isAuthDraft(settled) && {
      passwordAuth: {
        ...settled.passwordAuth,
        identityFields: settled.passwordAuth.identityFields.filter((name) =>
          names.has(name),
        ),
      },
    }),
  };
}

/** The indexes without those of removed fields. */
export function keptIndexes(draft: CollectionDraft): readonly string[] {
  return draft.indexes.filter((statement) => !isLost(draft, statement));
}

/** Whether an index goes with one of the removed fields. */
export function isLost(
  { fields }: CollectionDraft,
  statement: string,
): boolean {
  return fields.some(
    (field) =>
      field.removed &&
      mentionsColumn(statement, field.knownAs) &&
      !fields.some(
        (other) =>
          !other.removed &&
          other.knownAs.toLowerCase() === field.knownAs.toLowerCase(),
      ),
  );
}

/** Whether a save would send anything else than what is stored, or than what the draft began with. */
export function isChanged(
  draft: CollectionDraft,
  before: CollectionDraft,
): boolean {
  return JSON.stringify(payloadOf(draft)) !== JSON.stringify(payloadOf(before));
}
