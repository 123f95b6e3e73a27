import type { Collection } from "../collection.ts";
import { scanSql, type SqlToken } from "../sql-tokens.ts";
import type { MentionPreview } from "./change-preview.ts";
import type { NamingChange } from "./naming-change.ts";
import type { RehearsedChange } from "./rehearse-change.ts";

/** Names in a view's query of what would be renamed or removed; the whole query where it breaks without naming it. */
export function findInView(
  { brokenViews }: RehearsedChange,
  changes: readonly NamingChange[],
  known: Collection,
  collection: Collection,
): readonly MentionPreview[] {
  if (known.type !== "view" || collection.type !== "view") return [];
  const text = known.viewQuery;
  const follows = collection.viewQuery !== text;
  const reason = brokenViews?.get(known.id);
  // What is neither rewritten nor broken only has a name that looks like it; unless nobody could find out.
  if (brokenViews !== undefined && !follows && reason === undefined) return [];
  const outcomeOf = ({ kind }: NamingChange): MentionPreview["outcome"] => {
    if (reason !== undefined) return "breaks";
    return follows || kind === "renamed" ? "follows" : "breaks";
  };
  const base = {
    collection: collection.name,
    where: "viewQuery",
    text,
    reason: reason ?? null,
    after: follows ? collection.viewQuery : null,
  };
  const found = namesIn(text, changes);
  if (found.length === 0 && reason !== undefined)
    return [
      {
        ...base,
        names: null,
        start: 0,
        end: text.length,
        outcome: "breaks",
      },
    ];
  return found.map(({ change, token }) => ({
    ...base,
    names: {
      collection: change.collection.name,
      field: change.field?.name ?? null,
    },
    start: token.start,
    end: token.end,
    outcome: outcomeOf(change),
  }));
}

interface Found {
  readonly change: NamingChange;
  readonly token: SqlToken;
}

/** A field counts only where its collection is named as well. */
function namesIn(
  query: string,
  changes: readonly NamingChange[],
): readonly Found[] {
  const tokens = (scanSql(query) ?? []).filter(
    ({ kind }) => kind === "word" || kind === "name",
  );
  const names = new Set(tokens.map(({ text }) => text.toLowerCase()));
  return changes.flatMap((change) => {
    const { collection, field, kind } = change;
    if (kind === "turned" || !names.has(collection.name.toLowerCase()))
      return [];
    const name = (field ?? collection).name.toLowerCase();
    return tokens
      .filter((token) => token.text.toLowerCase() === name)
      .map((token) => ({ change, token }));
  });
}
