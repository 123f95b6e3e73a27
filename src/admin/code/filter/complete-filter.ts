import { codeText } from "../../text/code.ts";
import { fill } from "../../text/index.ts";
import {
  completeModifiers,
  completePath,
  completeRelated,
} from "./complete-path.ts";
import { completeText, completeValues } from "./complete-value.ts";
import type {
  FilterCompletion,
  FilterCompletions,
} from "./filter-completion.ts";
import {
  findCollection,
  type FilterScope,
  type RecordScope,
} from "./filter-scope.ts";
import { type FilterSlot, slotBehind } from "./filter-slot.ts";
import { type Piece, readTokens } from "./read-tokens.ts";
import { functionNames, macroNames, operatorNames } from "./vocabulary.ts";

const words = codeText.completion;

/**
 * What could be written at a position of a filter.
 *
 * @param isAsked whether the user asks for it, and does not merely type: then also operators, and what could stand where
 * nothing is typed yet
 */
export function completeFilter(
  text: string,
  position: number,
  scope: FilterScope,
  isAsked: boolean,
): FilterCompletions | undefined {
  const before = text.slice(0, position);
  const pieces = readTokens(before);
  const last = pieces.at(-1);
  const touched = last?.end === position ? last : undefined;
  if (touched?.type === "comment") return undefined;

  if (touched !== undefined && isOpenText(touched)) {
    const slot = slotBehind(pieces.slice(0, -1));
    if (slot.expects !== "operand") return undefined;
    const quote = touched.text.charAt(0);
    return found({
      from: touched.start,
      to: position + (text.startsWith(quote, position) ? 1 : 0),
      options: completeText(scope, slot, quote),
    });
  }

  const word = touched !== undefined && isWord(touched) ? touched : undefined;
  const slot = slotBehind(word === undefined ? pieces : pieces.slice(0, -1));
  if (slot.expects !== "operand") {
    if (word !== undefined || !isAsked) return undefined;
    const options = completeSign(slot.expects);
    // Right behind a name there is no room yet.
    return found({ from: position, to: position, options });
  }
  if (word === undefined) {
    const isComparing = slot.comparedWith !== undefined;
    if (!isAsked && !(isComparing && endsWithSign(before))) return undefined;
    return completeOperand(scope, slot, "", position, isAsked);
  }
  return completeOperand(scope, slot, word.text, word.start, true);
}

function found(completions: FilterCompletions): FilterCompletions | undefined {
  return completions.options.length === 0 ? undefined : completions;
}

function isOpenText({ type, text }: Piece): boolean {
  return type === "wrong" && /^["']/.test(text);
}

/** Whether it is a path, or will become one. */
function isWord({ type, text }: Piece): boolean {
  return type === "path" || (type === "wrong" && /^[@_#A-Za-z]/.test(text));
}

/** Behind a sign and a space, as one writes before a value. */
function endsWithSign(before: string): boolean {
  return /[=~<>]\s*$/.test(before);
}

function completeOperand(
  scope: FilterScope,
  slot: Extract<FilterSlot, { readonly expects: "operand" }>,
  path: string,
  start: number,
  isAsked: boolean,
): FilterCompletions | undefined {
  const parts = path.split(".");
  const last = parts.pop() ?? "";
  const end = start + path.length;

  if (last.includes(":") && scope.kind === "records") {
    const colon = path.lastIndexOf(":");
    const options =
      parts.length === 1 && parts[0] === "@collection"
        ? completeAlias(scope, last)
        : completeModifiers(scope, path.slice(0, colon));
    return found({ from: start + colon + 1, to: end, options });
  }
  const from = end - last.length;
  if (parts.length > 0) {
    const options = scope.kind === "table" ? [] : completePath(scope, parts);
    return found({ from, to: end, options });
  }

  const values = completeValues(scope, slot);
  // Who has written no more than an operator is offered values, if these are known, and not all there is.
  if (!isAsked) return found({ from, to: end, options: values });
  return found({
    from,
    to: end,
    options: [...values, ...completeNames(scope, path !== ""), ...constants],
  });
}

/** All that a path, macro or call can begin with. */
function completeNames(
  scope: FilterScope,
  isBegun: boolean,
): readonly FilterCompletion[] {
  const functions = functionNames
    .filter((name) => scope.kind === "records" || name === "strftime")
    .map((label) => ({
      label,
      kind: "function" as const,
      detail: words.functions[label],
      info: words.functionHelp[label],
      insert: `${label}(`,
      goesOn: true,
      rank: -5,
    }));
  const macros = macroNames.map((label) => ({
    label,
    kind: "macro" as const,
    detail: words.macros[label],
    rank: -5,
  }));
  if (scope.kind === "table") {
    const columns = scope.columns.map(({ name, type, isJson = false }) => ({
      label: name,
      kind: "field" as const,
      detail: type,
      ...(isJson && { insert: `${name}.` }),
    }));
    return [...columns, ...functions, ...macros];
  }
  return [
    ...completePath(scope, []),
    ...(isBegun ? completeRelated(scope) : []),
    ...(scope.mode === "rule" ? roots : []),
    ...functions,
    ...macros,
  ];
}

const roots: readonly FilterCompletion[] = [
  {
    label: "@request",
    kind: "request",
    detail: words.requestRoot,
    insert: "@request.",
    goesOn: true,
    rank: -4,
  },
  {
    label: "@request.auth",
    kind: "request",
    detail: words.request.auth,
    insert: "@request.auth.",
    goesOn: true,
    rank: -4,
  },
  {
    label: "@request.body",
    kind: "request",
    detail: words.request.body,
    insert: "@request.body.",
    goesOn: true,
    rank: -4,
  },
  {
    label: "@collection",
    kind: "collection",
    detail: words.collectionRoot,
    insert: "@collection.",
    goesOn: true,
    rank: -4,
  },
];

const constants: readonly FilterCompletion[] = Object.entries(
  words.constants,
).map(([label, detail]) => ({ label, kind: "constant", detail, rank: -6 }));

/** `@collection.posts:` – a second record of the collection, by whatever name. */
function completeAlias(
  scope: RecordScope,
  part: string,
): readonly FilterCompletion[] {
  const [name = ""] = part.split(":");
  const collection = findCollection(scope, name);
  if (collection === undefined) return [];
  return ["other", "second"].map((label) => ({
    label,
    kind: "collection",
    detail: fill(words.alias, { collection: collection.name }),
    insert: `${label}.`,
    goesOn: true,
  }));
}

function completeSign(
  expects: "operator" | "join" | "comma",
): readonly FilterCompletion[] {
  if (expects === "comma") return [];
  const signs =
    expects === "join"
      ? Object.entries(words.joins)
      : operatorNames.map((name) => [name, words.operators[name]] as const);
  return signs.map(([label, detail]) => ({
    label,
    kind: "operator",
    detail,
    insert: `${label} `,
    goesOn: true,
  }));
}
