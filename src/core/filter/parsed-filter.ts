import { LRUCache } from "lru-cache";
import { isMacro } from "./values/macros.ts";
import { globPattern } from "./values/glob-pattern.ts";
import { likePattern } from "./values/like-pattern.ts";
import type { ReadingState } from "./values/reading.ts";
import { parseFilter } from "./syntax/parse-filter.ts";
import type {
  FilterNode,
  NumberOperand,
  Operand,
  PathOperand,
  TextOperand,
} from "./syntax/tree.ts";

/** A filter whose values are told apart from its shape: filters of one shape are one SQL text with other values. */
export interface ParsedFilter {
  readonly tree: FilterNode;
  /** The same for filters that differ in nothing but their literals' values. */
  readonly shape: number;
  /** What is bound, in the order of the text: literals, macros, what is known of the request. */
  readonly values: readonly ValueOperand[];
  /** Where in `values` an operand of `tree` is. */
  readonly positions: ReadonlyMap<Operand, number>;
}

export interface ValueOperand {
  readonly operand: TextOperand | NumberOperand | PathOperand;
  /** It is the right side of `~`: its value becomes a pattern. */
  readonly isPattern: boolean;
  /** The value to bind, of literals only. */
  readonly constant: string | number | undefined;
  /** A literal pattern's other form, if it takes one to find every case: see `globPattern`. */
  readonly glob: string | undefined;
}

const shapes = new LRUCache<string, number>({ max: 5_000 });
let shapeCount = 0;

const rules = new LRUCache<string, ParsedFilter>({ max: 2_000 });
const filters = new LRUCache<string, ParsedFilter>({ max: 1_000 });

/** Parses a stored rule. @throws {FilterSyntaxError} */
export function parseRule(text: string): ParsedFilter {
  return parseCached(rules, text);
}

/** Parses a client's filter; kept apart from the rules, as there is no end of them. @throws {FilterSyntaxError} */
export function parseClientFilter(text: string): ParsedFilter {
  return parseCached(filters, text);
}

function parseCached(
  cache: LRUCache<string, ParsedFilter>,
  text: string,
): ParsedFilter {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const parsed = takeValuesOut(parseFilter(text));
  cache.set(text, parsed);
  return parsed;
}

/** Finds the values of a tree, whichever language it was read from. */
export function takeValuesOut(tree: FilterNode): ParsedFilter {
  const values: ValueOperand[] = [];
  const positions = new Map<Operand, number>();

  const add = (operand: ValueOperand["operand"], isPattern: boolean) => {
    positions.set(operand, values.length);
    values.push({ operand, isPattern, ...constantOf(operand, isPattern) });
  };

  const operandShape = (operand: Operand, isPattern = false): string => {
    if (operand.type === "call") {
      const inner = operand.arguments.map((argument) => operandShape(argument));
      return `${operand.name}(${inner.join()})`;
    }
    if (operand.type !== "path") {
      add(operand, isPattern);
      if (operand.type === "number") return "0";
      if (values.at(-1)?.glob !== undefined) return "'u'";
      return operand.value === "" ? "''" : "'s'";
    }
    const { path } = operand;
    if (isMacro(path) || path.startsWith("@request.")) add(operand, isPattern);
    return path;
  };

  const nodeShape = (node: FilterNode): string => {
    if (node.type !== "comparison") {
      return `(${node.nodes.map(nodeShape).join(node.type === "and" ? "&" : "|")})`;
    }
    const isLike = node.operator === "~" || node.operator === "!~";
    const left = operandShape(node.left);
    const right = operandShape(node.right, isLike);
    return `${left} ${node.any ? "?" : ""}${node.operator} ${right}`;
  };

  const shape = shapeNumber(nodeShape(tree));
  return { tree, shape, values, positions };
}

/** What SQL depends on in a literal. */
export function literalState({ constant, glob }: ValueOperand): ReadingState {
  if (glob !== undefined) return "u";
  return constant === "" ? "e" : "s";
}

function constantOf(
  operand: ValueOperand["operand"],
  isPattern: boolean,
): Pick<ValueOperand, "constant" | "glob"> {
  if (operand.type === "path") return { constant: undefined, glob: undefined };
  if (!isPattern) return { constant: operand.value, glob: undefined };
  const like = likePattern(operand.value);
  return { constant: like, glob: globPattern(like) };
}

function shapeNumber(shape: string): number {
  const known = shapes.get(shape);
  if (known !== undefined) return known;
  shapes.set(shape, ++shapeCount);
  return shapeCount;
}
