import type { CollectionDraft } from "../collection-draft.ts";

/** What rules said when they were locked: it comes back when they are unlocked, as long as the page is open. */
const kept = new Map<string, string>();

/** Keeps the text of a rule that is being locked. */
export function keepRule(
  collection: string,
  rule: string,
  text: string | null,
): void {
  if (text !== null) kept.set(`${collection} ${rule}`, text);
}

/** What a locked rule has said; empty if it said nothing. */
export function keptRule(collection: string, rule: string): string {
  return kept.get(`${collection} ${rule}`) ?? "";
}

/** Names a draft in what is kept: a new one by one of its fields, as it has no id yet. */
export function keptName({ id, fields }: CollectionDraft): string {
  if (id !== "") return id;
  return `new ${fields.find((field) => field.id === "")?.key ?? ""}`;
}
