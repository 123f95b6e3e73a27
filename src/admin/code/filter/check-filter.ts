import { parseFilter } from "../../../core/filter/syntax/parse-filter.ts";
import { FilterSyntaxError } from "../../../core/filter/syntax/syntax-error.ts";
import type {
  CallOperand,
  Comparison,
  FilterNode,
  Operand,
  PathOperand,
} from "../../../core/filter/syntax/tree.ts";
import { codeText } from "../../text/code.ts";
import { fill } from "../../text/index.ts";
import { checkCall } from "./check-call.ts";
import {
  checkCollectionPath,
  checkPath,
  type Part,
  partsOf,
} from "./check-path.ts";
import { checkRequestPath } from "./check-request-path.ts";
import { type FilterProblem, problemAt } from "./filter-problem.ts";
import {
  type FilterScope,
  findField,
  type RecordScope,
} from "./filter-scope.ts";
import { choicesAt } from "./follow-path.ts";
import { Joins } from "./joins.ts";
import { readTokens } from "./read-tokens.ts";
import { isMacro, requestContexts, requestMethods } from "./vocabulary.ts";

const maxFilterBytes = 3_500;

/**
 * What is wrong with a filter or rule, in the order of the text. Errors are what the server would refuse; of what is no
 * filter at all only the first is found. Without a scope nothing but the syntax is looked at.
 */
export function checkFilter(
  text: string,
  scope: FilterScope | undefined,
): readonly FilterProblem[] {
  if (text === "") return [];
  const isRule = scope?.kind === "records" && scope.mode === "rule";
  if (!isRule && new TextEncoder().encode(text).byteLength > maxFilterBytes) {
    const limit = maxFilterBytes.toLocaleString("en");
    const message = fill(codeText.check.tooLong, { limit });
    return [problemAt({ start: 0, end: text.length }, message)];
  }
  const tree = parse(text);
  if ("message" in tree) return [tree];
  if (scope === undefined) return [];

  const joins = new Joins();
  const check = (operand: Operand): FilterProblem[] => {
    if (operand.type === "path") return checkOperand(scope, operand, joins);
    return operand.type === "call" ? checkCallWith(operand, check) : [];
  };
  return comparisonsIn(tree).flatMap((comparison) => [
    ...check(comparison.left),
    ...check(comparison.right),
    ...checkChoice(scope, comparison),
  ]);
}

function parse(text: string): FilterNode | FilterProblem {
  try {
    return parseFilter(text);
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
    const { position: start } = error;
    const piece = readTokens(text).find(
      (one) => one.start <= start && start < one.end,
    );
    // The underline says where.
    const message = error.message.replace(/ \(at character \d+\)$/, "");
    return problemAt({ start, end: piece?.end ?? start }, `${message}.`);
  }
}

function comparisonsIn(node: FilterNode): readonly Comparison[] {
  return node.type === "comparison"
    ? [node]
    : node.nodes.flatMap((inner) => comparisonsIn(inner));
}

function checkCallWith(
  call: CallOperand,
  check: (operand: Operand) => FilterProblem[],
): FilterProblem[] {
  const problem = checkCall(call);
  return problem === undefined ? call.arguments.flatMap(check) : [problem];
}

function checkOperand(
  scope: FilterScope,
  operand: PathOperand,
  joins: Joins,
): FilterProblem[] {
  const { path, start, end } = operand;
  if (isMacro(path)) return [];
  const problem =
    scope.kind === "table"
      ? checkColumn(scope, operand)
      : isConstant(path) && findField(scope.collection, path) === undefined
        ? undefined
        : checkRecordPath(scope, { text: path, start, end }, joins);
  return problem === undefined ? [] : [problem];
}

function isConstant(path: string): boolean {
  return /^(?:null|true|false)$/i.test(path);
}

function checkRecordPath(
  scope: RecordScope,
  path: Part,
  joins: Joins,
): FilterProblem | undefined {
  if (path.text.startsWith("@request.")) {
    return checkRequestPath(scope, path, joins);
  }
  if (path.text.startsWith("@collection.")) {
    return checkCollectionPath(scope, path, joins);
  }
  if (/^[@#]/.test(path.text)) {
    const text = fill(codeText.check.unknownMacro, { path: path.text });
    return problemAt(path, text);
  }
  const { collection } = scope;
  const parts = partsOf(path.text, path.start);
  return checkPath(
    scope,
    { collection, key: "", missingIsEmpty: false },
    parts,
    joins,
  );
}

function checkColumn(
  { columns }: Extract<FilterScope, { readonly kind: "table" }>,
  operand: PathOperand,
): FilterProblem | undefined {
  const [name = "", ...keys] = operand.path.split(".");
  const column = columns.find((one) => one.name === name);
  const isKnown =
    keys.length === 0
      ? column !== undefined || isConstant(name)
      : column?.isJson === true && !keys.includes("");
  if (isKnown) return undefined;
  return problemAt(
    operand,
    fill(codeText.check.unknownColumn, {
      field: operand.path,
      fields: columns.map((one) => one.name).join(", "),
    }),
  );
}

/** Text that the other side can never be. */
function checkChoice(
  scope: FilterScope,
  { operator, left, right }: Comparison,
): FilterProblem[] {
  if (scope.kind === "table" || (operator !== "=" && operator !== "!=")) {
    return [];
  }
  const [path, value] = left.type === "path" ? [left, right] : [right, left];
  if (path.type !== "path" || value.type !== "text" || value.value === "") {
    return [];
  }
  const choices = requestChoices(path.path) ?? choicesAt(scope, path.path);
  if (choices === undefined || choices.includes(value.value)) return [];
  return [
    problemAt(
      value,
      fill(codeText.check.noChoice, { field: path.path, value: value.value }),
      "warning",
    ),
  ];
}

/** The only texts that a part of the request can be. */
export function requestChoices(path: string): readonly string[] | undefined {
  if (path === "@request.context") return requestContexts;
  return path === "@request.method" ? requestMethods : undefined;
}
