import { FilterSyntaxError } from "./syntax-error.ts";
import { type Token, tokenize } from "./tokens.ts";
import type {
  CallOperand,
  Comparison,
  ComparisonOperator,
  FilterNode,
  Operand,
} from "./tree.ts";

/** Comparisons in one filter or rule. */
export const maxComparisons = 200;

// Keeps this parser's stack, and SQLite's expression depth of 1,000, out of a client's reach.
const maxNesting = 250;
const maxCallNesting = 3;

/**
 * Reads filter text: comparisons joined by `&&` and `||` (the former binds tighter), grouped by parentheses, with
 * `//` comments.
 * @throws {FilterSyntaxError} it is malformed, empty, nested over 250 deep or has over 200 comparisons
 */
export function parseFilter(text: string): FilterNode {
  const reader = new Reader(tokenize(text));
  const node = readJunction(reader, 0);
  const rest = reader.next();
  if (rest.type !== "end") throw unexpected(rest, "&& or ||");
  return node;
}

class Reader {
  readonly #tokens: readonly Token[];
  #index = 0;
  comparisons = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(): Token {
    const token = this.#tokens[this.#index];
    if (token === undefined) throw new FilterSyntaxError("Incomplete", 0);
    return token;
  }

  next(): Token {
    const token = this.peek();
    if (token.type !== "end") this.#index++;
    return token;
  }
}

function readJunction(reader: Reader, depth: number): FilterNode {
  const alternatives: FilterNode[] = [];
  let all = [readItem(reader, depth)];
  let join = "&&";
  for (;;) {
    if (reader.peek().type === "join") join = reader.next().value;
    // As upstream has it, a group may follow without a join: the last one is repeated.
    else if (reader.peek().type !== "open") break;
    const item = readItem(reader, depth);
    if (join === "&&") {
      all.push(item);
    } else {
      alternatives.push(combine("and", all));
      all = [item];
    }
  }
  alternatives.push(combine("and", all));
  return combine("or", alternatives);
}

function combine(type: "and" | "or", nodes: readonly FilterNode[]): FilterNode {
  const [first] = nodes;
  if (nodes.length === 1 && first !== undefined) return first;
  return {
    type,
    nodes: nodes.flatMap((node) => (node.type === type ? node.nodes : [node])),
  };
}

function readItem(reader: Reader, depth: number): FilterNode {
  const token = reader.peek();
  if (token.type !== "open") return readComparison(reader);
  if (depth >= maxNesting) {
    throw new FilterSyntaxError("Nested too deeply", token.start);
  }
  reader.next();
  const node = readJunction(reader, depth + 1);
  const close = reader.next();
  if (close.type !== "close") throw unexpected(close, "&&, || or )");
  return node;
}

function readComparison(reader: Reader): Comparison {
  if (++reader.comparisons > maxComparisons) {
    throw new FilterSyntaxError(
      `More than ${maxComparisons} comparisons`,
      reader.peek().start,
    );
  }
  const left = readOperand(reader, "a field, value or function");
  const sign = reader.next();
  if (sign.type !== "operator") throw unexpected(sign, "an operator");
  const right = readOperand(reader, "a field, value or function");
  const any = sign.value.startsWith("?");
  return {
    type: "comparison",
    left,
    // The tokenizer lets no other sign pass.
    operator: (any ? sign.value.slice(1) : sign.value) as ComparisonOperator,
    any,
    right,
  };
}

function readOperand(reader: Reader, expected: string, calls = 0): Operand {
  const token = reader.next();
  const { start, end, value } = token;
  if (token.type === "path") return { type: "path", path: value, start, end };
  if (token.type === "text") return { type: "text", value, start, end };
  if (token.type === "number") {
    return { type: "number", value: toNumber(value), start, end };
  }
  if (token.type === "call") return readCall(reader, token, calls + 1);
  throw unexpected(token, expected);
}

function readCall(reader: Reader, name: Token, calls: number): CallOperand {
  if (calls > maxCallNesting) {
    throw new FilterSyntaxError(
      "Function calls are nested too deeply",
      name.start,
    );
  }
  const operands: Operand[] = [];
  while (reader.peek().type !== "close") {
    operands.push(readOperand(reader, "an argument or )", calls));
    if (reader.peek().type === "comma") reader.next();
    else if (reader.peek().type !== "close") {
      throw unexpected(reader.peek(), "a comma or )");
    }
  }
  const { end } = reader.next();
  return {
    type: "call",
    name: name.value,
    arguments: operands,
    start: name.start,
    end,
  };
}

/** A number too large to be one is 0, as upstream has it. */
function toNumber(literal: string): number {
  const value = Number(literal);
  return Number.isFinite(value) ? value : 0;
}

function unexpected(token: Token, expected: string): FilterSyntaxError {
  const found = token.type === "end" ? "the end" : `"${token.value}"`;
  return new FilterSyntaxError(
    `Expected ${expected}, found ${found}`,
    token.start,
  );
}
