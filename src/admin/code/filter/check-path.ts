import { codeText } from "../../text/code.ts";
import { fill } from "../../text/index.ts";
import { type FilterProblem, problemAt } from "./filter-problem.ts";
import {
  canHoldList,
  type FilterCollection,
  findCollection,
  findField,
  holdsList,
  type RecordScope,
} from "./filter-scope.ts";
import { hopFrom } from "./follow-path.ts";
import type { Joins } from "./joins.ts";
import { isModifier, type ModifierName } from "./vocabulary.ts";

const maxHops = 6;

/** One part of a path, and where it stands in the text. */
export interface Part {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Where a path begins, and what is asked of it. */
export interface PathStart {
  readonly collection: FilterCollection;
  /** Names the beginning among all in the text: paths that go the same way from there join the same records. */
  readonly key: string;
  /** What does not exist is empty there, and no mistake: one rule serves logins of several collections. */
  readonly missingIsEmpty: boolean;
}

/** Splits a path at its dots. */
export function partsOf(path: string, start: number): Part[] {
  let from = start;
  return path.split(".").map((text) => {
    const part = { text, start: from, end: from + text.length };
    from = part.end + 1;
    return part;
  });
}

/** What is wrong with a path of field names, through relations and back-relations to a field, or into a JSON document. */
export function checkPath(
  scope: RecordScope,
  start: PathStart,
  parts: readonly Part[],
  joins: Joins,
): FilterProblem | undefined {
  const { missingIsEmpty } = start;
  let { collection, key } = start;
  const join = (part: Part, name: string): FilterProblem | undefined => {
    key = `${key}.${name}`;
    return joins.add(key, part);
  };

  for (const [index, part] of parts.entries()) {
    const rest = parts.slice(index + 1);
    if (rest.length === 0) {
      const end = checkEnd(collection, part, missingIsEmpty);
      const unfolds = end.modifier === "each" && end.isList;
      return (unfolds ? join(part, `${end.name}[]`) : undefined) ?? end.problem;
    }

    const hop = hopFrom(scope, collection, part.text);
    if (hop?.kind === "document") {
      const empty = rest.find(({ text }) => text === "");
      return empty && problemAt(part, codeText.check.emptyKey);
    }
    if (index >= maxHops) {
      return problemAt(
        part,
        fill(codeText.check.tooFar, { count: String(maxHops) }),
      );
    }
    if (hop === undefined) {
      return missingIsEmpty ? undefined : unknownField(collection, part);
    }
    if (hop.kind === "end") {
      const text =
        hop.field.type === "relation"
          ? codeText.check.leadsNowhere
          : codeText.check.noRelation;
      return problemAt(part, fill(text, { field: part.text }));
    }

    const { field, isBack } = hop;
    // The id of a related record is in the column already: nothing is joined for it.
    if (
      !isBack &&
      !holdsList(field) &&
      rest.length === 1 &&
      rest[0]?.text === "id"
    ) {
      return undefined;
    }
    const unfolds = !isBack && holdsList(field);
    const tooMany =
      (unfolds ? join(part, `${part.text}[]`) : undefined) ??
      join(part, part.text);
    if (tooMany !== undefined) return tooMany;
    ({ collection } = hop);
  }
  return undefined;
}

interface PathEnd {
  readonly problem: FilterProblem | undefined;
  readonly name: string;
  readonly modifier: ModifierName | undefined;
  readonly isList: boolean;
}

function checkEnd(
  collection: FilterCollection,
  part: Part,
  missingIsEmpty: boolean,
): PathEnd {
  const { name, modifier, problem } = splitModifier(part);
  const field = findField(collection, name);
  const end = {
    name,
    modifier,
    isList: field !== undefined && holdsList(field),
  };
  if (problem !== undefined) return { ...end, problem };
  if (field === undefined) {
    return {
      ...end,
      problem: missingIsEmpty ? undefined : unknownField(collection, part),
    };
  }
  if (field.type === "password") {
    const text = fill(codeText.check.password, { field: name });
    return { ...end, problem: problemAt(part, text, "warning") };
  }
  const isIdle =
    modifier === "isset" ||
    modifier === "changed" ||
    (modifier === "each" && !end.isList) ||
    (modifier === "length" && !canHoldList(field));
  if (!isIdle) return { ...end, problem: undefined };
  const text =
    modifier === "each" || modifier === "length"
      ? codeText.check.noList
      : codeText.check.bodyOnly;
  return {
    ...end,
    problem: problemAt(part, fill(text, { modifier, field: name }), "warning"),
  };
}

/** Splits `tags:each`; a modifier that there is not is a problem. */
export function splitModifier(part: Part): {
  readonly name: string;
  readonly modifier: ModifierName | undefined;
  readonly problem: FilterProblem | undefined;
} {
  const [name = "", modifier, ...more] = part.text.split(":");
  if (modifier === undefined || more.length > 0) {
    return { name: part.text, modifier: undefined, problem: undefined };
  }
  if (isModifier(modifier)) return { name, modifier, problem: undefined };
  const text = fill(codeText.check.unknownModifier, { modifier });
  const at = { start: part.start + name.length, end: part.end };
  return { name, modifier: undefined, problem: problemAt(at, text) };
}

function unknownField(collection: FilterCollection, part: Part): FilterProblem {
  return problemAt(
    part,
    fill(codeText.check.unknownField, {
      collection: collection.name,
      field: part.text,
    }),
  );
}

const collectionPath = /^@collection\.(\w+)(?::(\w+))?\.([\w.:]*\w)$/;

/** What is wrong with a path that begins with `@collection.`. */
export function checkCollectionPath(
  scope: RecordScope,
  path: Part,
  joins: Joins,
): FilterProblem | undefined {
  const [, name, alias, rest] = collectionPath.exec(path.text) ?? [];
  if (name === undefined || rest === undefined) {
    return problemAt(path, codeText.check.incompleteCollection);
  }
  const collection = findCollection(scope, name);
  if (collection === undefined) {
    const start = path.start + "@collection.".length;
    return problemAt(
      { start, end: start + name.length },
      fill(codeText.check.unknownCollection, { collection: name }),
    );
  }
  const key = `@collection.${collection.id}${alias === undefined ? "" : `:${alias}`}`;
  return (
    joins.add(key, path) ??
    checkPath(
      scope,
      { collection, key, missingIsEmpty: false },
      partsOf(rest, path.end - rest.length),
      joins,
    )
  );
}
