import type { CollectionModel } from "pocketbase";
import type { CollectionDraft, DraftField, Rule } from "../collection-draft.ts";
import { keptFields } from "../collection-draft.ts";
import { keptIndexes } from "../draft-payload.ts";
import { isMultiple } from "../field-model.ts";
import { readIndex } from "../indexes/index-statement.ts";
import { openIdNames } from "../auth/oauth2/provider-draft.ts";
import { type RuleName, ruleNames } from "../rules/rule-names.ts";
import { settleNames } from "../settle-names.ts";

/** What a save changes in a stored collection, as far as it deserves a second look. */
export interface CollectionChanges {
  readonly renamed: { readonly from: string; readonly to: string } | undefined;
  readonly renamedFields: readonly {
    readonly id: string;
    readonly from: string;
    readonly to: string;
  }[];
  readonly removedFields: readonly {
    readonly id: string;
    readonly name: string;
    readonly type: string;
  }[];
  /** Fields that held lists of values and keep one of them. */
  readonly singleFields: readonly {
    readonly id: string;
    readonly name: string;
  }[];
  readonly rules: readonly {
    readonly rule: RuleName;
    readonly from: Rule;
    readonly to: Rule;
  }[];
  readonly removedIndexes: readonly string[];
  /** Unique ones alone: they may fail on what is stored. */
  readonly addedUniqueIndexes: readonly string[];
  readonly query: { readonly from: string; readonly to: string } | undefined;
  /** OpenID Connect providers under the same name at another host, where other people have the same ids. */
  readonly movedProviders: readonly {
    readonly provider: string;
    readonly from: string;
    readonly to: string;
  }[];
}

/** What saving the draft changes in the collection. */
export function findChanges(
  original: CollectionModel,
  draft: CollectionDraft,
): CollectionChanges {
  const settled = settleNames(draft);
  const isView = settled.type === "view";
  return {
    renamed:
      original.name === settled.name
        ? undefined
        : { from: original.name, to: settled.name },
    ...(isView ? noFields : findFieldChanges(original, settled)),
    rules: findRuleChanges(original, settled),
    ...findIndexChanges(original, settled),
    query:
      original.type !== "view" || original.viewQuery === settled.viewQuery
        ? undefined
        : { from: original.viewQuery, to: settled.viewQuery ?? "" },
    movedProviders: findMovedProviders(original, settled),
  };
}

/** Whether there is anything among the changes that one should look at before they are saved. */
export function areNotable(changes: CollectionChanges): boolean {
  return Object.values(changes).some((change) =>
    Array.isArray(change) ? change.length > 0 : change !== undefined,
  );
}

const noFields = { renamedFields: [], removedFields: [], singleFields: [] };

function findFieldChanges(
  original: CollectionModel,
  draft: CollectionDraft,
): Pick<CollectionChanges, "renamedFields" | "removedFields" | "singleFields"> {
  const kept = new Map(keptFields(draft).map((field) => [field.id, field]));
  const pairs = original.fields.flatMap((before) => {
    const after: DraftField | undefined = kept.get(before.id);
    return after === undefined ? [] : [{ before, after }];
  });
  return {
    renamedFields: pairs
      .filter(({ before, after }) => before.name !== after.name)
      .map(({ before, after }) => ({
        id: before.id,
        from: before.name,
        to: after.name,
      })),
    removedFields: original.fields
      .filter(({ id }) => !kept.has(id))
      .map(({ id, name, type }) => ({ id, name, type })),
    singleFields: pairs
      .filter(({ before, after }) => isMultiple(before) && !isMultiple(after))
      .map(({ before, after }) => ({ id: before.id, name: after.name })),
  };
}

function findRuleChanges(
  original: CollectionModel,
  draft: CollectionDraft,
): CollectionChanges["rules"] {
  const rulesOf = (collection: object): Partial<Record<RuleName, Rule>> =>
    collection;
  const before = rulesOf(original);
  const after = rulesOf(draft);
  return ruleNames.flatMap((rule) => {
    const from = before[rule] ?? null;
    const to = after[rule] ?? null;
    return from === to ? [] : [{ rule, from, to }];
  });
}

/** Indexes are the same if they say the same, whatever the order; those that only follow a rename are no change. */
function findIndexChanges(
  original: CollectionModel,
  draft: CollectionDraft,
): Pick<CollectionChanges, "removedIndexes" | "addedUniqueIndexes"> {
  const renamed = new Set(
    keptFields(draft).flatMap(({ id, name }) => {
      const before = original.fields.find((field) => field.id === id);
      return before === undefined || before.name === name ? [] : [before.name];
    }),
  );
  const followed =
    renamed.size === 0 && original.name === draft.name
      ? original.indexes
      : settleNames({
          ...draft,
          indexes: original.indexes,
          // As if each field were just about to be renamed.
          fields: draft.fields.map((field) => ({
            ...field,
            knownAs:
              original.fields.find(({ id }) => id === field.id)?.name ??
              field.knownAs,
          })),
        }).indexes;
  const kept = keptIndexes(draft);
  const meaning = (statement: string): string => {
    const parts = readIndex(statement);
    return parts === undefined ? statement : JSON.stringify(parts);
  };
  const before = new Set(followed.map(meaning));
  const after = new Set(kept.map(meaning));
  return {
    removedIndexes: followed.filter((index) => !after.has(meaning(index))),
    addedUniqueIndexes: kept.filter(
      (index) =>
        readIndex(index)?.unique === true && !before.has(meaning(index)),
    ),
  };
}

function findMovedProviders(
  original: CollectionModel,
  draft: CollectionDraft,
): CollectionChanges["movedProviders"] {
  if (original.type !== "auth") return [];
  return openIdNames.flatMap((name) => {
    const hosts = [original.oauth2, draft.oauth2].map((oauth2) =>
      hostOf(oauth2?.providers.find((other) => other.name === name)?.authURL),
    );
    const [from, to] = hosts;
    return from === undefined || to === undefined || from === to
      ? []
      : [{ provider: name, from, to }];
  });
}

function hostOf(url: string | undefined): string | undefined {
  return url === undefined || !URL.canParse(url)
    ? undefined
    : new URL(url).host;
}
