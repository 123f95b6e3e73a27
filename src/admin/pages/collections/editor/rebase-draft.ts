import { isSame } from "../../../components/hooks/is-same.ts";
import type { CollectionDraft, DraftField } from "./collection-draft.ts";

/**
 * What was typed while a draft was on its way to the server, on top of what is stored now.
 *
 * @param sent the draft as it was sent
 * @param typed the draft as it has become since
 * @param stored a draft of what the server has made of `sent`, whose fields have their keys of it
 */
export function rebaseDraft(
  sent: CollectionDraft,
  typed: CollectionDraft,
  stored: CollectionDraft,
): CollectionDraft {
  if (isSame(sent, typed)) return stored;
  const edited = Object.entries(typed).filter(
    ([name, value]) => name !== "fields" && !isSame(value, Object(sent)[name]),
  );
  return {
    ...stored,
    ...Object.fromEntries(edited),
    fields: typed.fields.flatMap((field) => rebaseField(field, sent, stored)),
  };
}

function rebaseField(
  field: DraftField,
  sent: CollectionDraft,
  stored: CollectionDraft,
): DraftField[] {
  const find = ({ fields }: CollectionDraft) =>
    fields.find(({ key }) => key === field.key);
  const [before, now] = [find(sent), find(stored)];
  // It is new since then.
  if (before === undefined) return [field];
  // It was removed by what was sent.
  if (now === undefined) return [];
  const isEdited = !isSame(field, before);
  return [isEdited ? { ...field, id: now.id, knownAs: now.knownAs } : now];
}
