import type { ParsedFilter } from "../parsed-filter.ts";
import type { FilterNode, Operand, PathOperand } from "../syntax/tree.ts";
import { globSlot } from "../values/glob-pattern.ts";
import type { ReadingState } from "../values/reading.ts";
import type { RequestReference } from "../values/request-reference.ts";
import { resolveComparison } from "./comparison.ts";
import { resolveCall } from "./resolve-call.ts";
import type { Resolution } from "./resolution.ts";
import {
  allOf,
  anyOf,
  type Condition,
  nullOperand,
  type ResolvedOperand,
  slot,
} from "./resolved.ts";

/** How one value of a filter takes part in the SQL that is being made. */
export interface BoundValue {
  /** The name of its slot. */
  readonly slot: string;
  /** What is known of the value in the requests that this SQL is for. */
  readonly state: ReadingState;
  /** It becomes a pattern, being on the right side of `~`. */
  readonly isPattern: boolean;
  /** Absent for literals. */
  readonly reference?: RequestReference;
}

/** A filter with what it is resolved against. */
export interface TreeSource {
  readonly parsed: ParsedFilter;
  /** In the order of `parsed.values`. */
  readonly values: readonly BoundValue[];
  /**
   * Resolves a path that is not `null`, `true` or `false`; `value` is given for what is bound.
   * @throws {Invalid}
   */
  resolvePath(path: string, value: BoundValue | undefined): ResolvedOperand;
  /** Whether a field goes by this name. */
  hasField(name: string): boolean;
}

/** @throws {Invalid} a path, function or modifier that does not exist or is not for this client */
export function resolveTree(
  resolution: Resolution,
  source: TreeSource,
  node: FilterNode = source.parsed.tree,
): Condition {
  if (node.type !== "comparison") {
    const conditions = node.nodes.map((inner) =>
      resolveTree(resolution, source, inner),
    );
    return node.type === "and" ? allOf(conditions) : anyOf(conditions);
  }
  return resolveComparison(
    resolution,
    node.operator,
    node.any,
    resolveOperand(source, node.left),
    resolveOperand(source, node.right),
  );
}

function resolveOperand(source: TreeSource, operand: Operand): ResolvedOperand {
  if (operand.type === "call") {
    return resolveCall(operand, (argument) => resolveOperand(source, argument));
  }
  const position = source.parsed.positions.get(operand);
  const value = position === undefined ? undefined : source.values[position];
  if (operand.type === "path") {
    return (
      resolveConstant(source, operand) ??
      source.resolvePath(operand.path, value)
    );
  }
  if (value === undefined) throw new Error("A literal without a slot.");
  return {
    expression: slot(value.slot),
    known: value.state === "e" ? "empty" : "notEmpty",
    isPattern: value.isPattern,
    ...globOf(value),
    ...(operand.type === "number" && { numberSlot: value.slot }),
  };
}

/** The other form of a pattern that has one. */
export function globOf({
  slot: name,
  state,
}: BoundValue): Pick<ResolvedOperand, "glob"> {
  return state === "u" ? { glob: slot(globSlot(name)) } : {};
}

/** `null`, `true` and `false` are fields first, if there are such. */
function resolveConstant(
  source: TreeSource,
  { path }: PathOperand,
): ResolvedOperand | undefined {
  const word = path.toLowerCase();
  if (word !== "null" && word !== "true" && word !== "false") return undefined;
  if (source.hasField(path)) return undefined;
  return word === "null"
    ? nullOperand
    : {
        expression: { type: "boolean", value: word === "true" },
        known: "notEmpty",
      };
}
