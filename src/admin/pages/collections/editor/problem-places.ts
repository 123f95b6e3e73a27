import type { ProblemsByPath } from "../../../components/fields/field-problems.tsx";
import {
  type CollectionDraft,
  type CollectionType,
  keptFields,
} from "./collection-draft.ts";
import { isLost } from "./draft-payload.ts";
import { ruleNames } from "./rules/rule-names.ts";

export type EditorTab = "fields" | "query" | "rules" | "options";

/**
 * The problems of a collection that was sent, by where the editor shows them: a field by its key rather than by its position,
 * which may have changed since. What is wrong with all fields, or all indexes, is at a path of its own.
 */
export function placeProblems(
  problems: ProblemsByPath,
  draft: CollectionDraft,
): ProblemsByPath {
  const fields = keptFields(draft);
  const indexes = draft.indexes.flatMap((statement, position) =>
    isLost(draft, statement) ? [] : [position],
  );
  return Object.fromEntries(
    Object.entries(problems).map(([path, problem]) => {
      const [list, position, ...rest] = path.split(".");
      if (list !== "fields" && list !== "indexes") return [path, problem];
      const place =
        list === "fields"
          ? (fields[Number(position)]?.key ?? position)
          : indexes[Number(position)];
      return position === undefined
        ? [`${list}.`, problem]
        : [[list, place, ...rest].join("."), problem];
    }),
  );
}

/** The keys of the fields that have problems. */
export function fieldsWithProblems(
  problems: ProblemsByPath,
): readonly string[] {
  return Object.keys(problems).flatMap((path) => {
    const [list, key = ""] = path.split(".");
    return list === "fields" && key !== "" ? [key] : [];
  });
}

/** The tabs of a type of collection. */
export const tabsOf: Readonly<Record<CollectionType, readonly EditorTab[]>> = {
  base: ["fields", "rules"],
  auth: ["fields", "rules", "options"],
  view: ["query", "rules"],
};

/** What each tab edits. The options are all else. */
const pathsOfTab: Readonly<
  Record<Exclude<EditorTab, "options">, readonly string[]>
> = {
  fields: ["fields", "indexes"],
  query: ["viewQuery"],
  rules: ruleNames,
};

/** The tab that shows a problem; undefined for one that is above the tabs. */
export function tabOf(
  path: string,
  type: CollectionType,
): EditorTab | undefined {
  const [root = ""] = path.split(".");
  if (["name", "type", "id", "system"].includes(root)) return undefined;
  const tab = (["fields", "query", "rules"] as const).find((name) =>
    pathsOfTab[name].includes(root),
  );
  if (tab === undefined) return type === "auth" ? "options" : undefined;
  return tabsOf[type].includes(tab) ? tab : undefined;
}
