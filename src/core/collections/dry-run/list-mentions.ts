import { findMentions } from "../../filter/find-mentions.ts";
import { validateRule } from "../../filter/validate-rule.ts";
import { Pace } from "../../pace.ts";
import type { Collection } from "../collection.ts";
import type { MentionPreview } from "./change-preview.ts";
import { findInIndexes, findInOptions } from "./mentions-in-options.ts";
import { findInView } from "./mentions-in-views.ts";
import { namingChanges, type NamingChange } from "./naming-change.ts";
import type { RehearsedChange } from "./rehearse-change.ts";

/** Every rule, view, index and option that names what would be renamed or removed, or that would break otherwise. */
export async function listMentions(
  change: RehearsedChange,
): Promise<readonly MentionPreview[]> {
  const { before, after } = change;
  const changes = namingChanges(before, after);
  const mentions: MentionPreview[] = [];
  const pace = new Pace();
  for (const collection of after.all()) {
    if (pace.isDue) await pace.rest();
    const known = before.byId(collection.id);
    if (known === undefined) continue;
    const own = changes.filter(({ collection: { id } }) => id === known.id);
    mentions.push(
      ...rulesOf(collection).flatMap((rule) =>
        findInRule(change, changes, collection, known, rule),
      ),
      ...findInIndexes(collection, own),
      ...findInOptions(known, collection, own),
      ...findInView(change, changes, known, collection),
    );
  }
  return mentions;
}

interface NamedRule {
  readonly where: string;
  readonly text: string;
}

function rulesOf(collection: Collection): readonly NamedRule[] {
  const rules: [string, string | null][] = [
    ["listRule", collection.listRule],
    ["viewRule", collection.viewRule],
    ["createRule", collection.createRule],
    ["updateRule", collection.updateRule],
    ["deleteRule", collection.deleteRule],
  ];
  if (collection.type === "auth")
    rules.push(
      ["authRule", collection.authRule],
      ["manageRule", collection.manageRule],
      ["mfa.rule", collection.mfa.rule],
    );
  return rules.flatMap(([where, text]) =>
    text === null || text === "" ? [] : [{ where, text }],
  );
}

function findInRule(
  { before, after }: RehearsedChange,
  changes: readonly NamingChange[],
  collection: Collection,
  known: Collection,
  { where, text }: NamedRule,
): readonly MentionPreview[] {
  const reason = validateRule(after, collection, text);
  const named = findMentions(before, known, text).flatMap((mention) => {
    const change = changes.find(
      (one) =>
        one.collection.id === mention.collection.id &&
        one.field?.id === mention.field?.id,
    );
    if (change === undefined) return [];
    const name = text.slice(mention.start, mention.end);
    return keepsMeaning(change, after.find(name)) ? [] : [{ mention, change }];
  });
  const base = { collection: collection.name, where, text, after: null };
  if (named.length === 0)
    return reason !== undefined &&
      validateRule(before, known, text) === undefined
      ? [
          {
            ...base,
            names: null,
            start: 0,
            end: text.length,
            outcome: "breaks",
            reason,
          },
        ]
      : [];
  return named.map(({ mention: { start, end }, change }) => ({
    ...base,
    names: {
      collection: change.collection.name,
      field: change.field?.name ?? null,
    },
    start,
    end,
    outcome:
      reason !== undefined
        ? "breaks"
        : change.kind === "turned"
          ? "stays"
          : "dangles",
    reason: reason ?? null,
  }));
}

/** A collection may be named by its id, which stays. */
function keepsMeaning(
  { collection, field }: NamingChange,
  named: Collection | undefined,
): boolean {
  return field === undefined && named?.id === collection.id;
}
