/**
 * The tree that every filter language is read into, free of any collection and any SQL. Positions are those of the
 * text it was read from.
 */
export type FilterNode = Comparison | Junction;

/** All (`and`) or at least one (`or`) of two or more nodes. */
export interface Junction {
  readonly type: "and" | "or";
  readonly nodes: readonly FilterNode[];
}

export interface Comparison {
  readonly type: "comparison";
  readonly left: Operand;
  readonly operator: ComparisonOperator;
  /** `?=` and its like: one related value is enough; otherwise all must match. */
  readonly any: boolean;
  readonly right: Operand;
}

export type ComparisonOperator =
  "=" | "!=" | ">" | ">=" | "<" | "<=" | "~" | "!~";

export type Operand = PathOperand | TextOperand | NumberOperand | CallOperand;

interface Positioned {
  readonly start: number;
  readonly end: number;
}

/** A field path, `@request…`, `@collection…`, a macro, or `null`, `true`, `false` if no field is called so. */
export interface PathOperand extends Positioned {
  readonly type: "path";
  readonly path: string;
}

export interface TextOperand extends Positioned {
  readonly type: "text";
  readonly value: string;
}

export interface NumberOperand extends Positioned {
  readonly type: "number";
  readonly value: number;
}

export interface CallOperand extends Positioned {
  readonly type: "call";
  readonly name: string;
  readonly arguments: readonly Operand[];
}

/** One key to sort by. */
export interface SortTerm extends Positioned {
  readonly path: string;
  readonly descending: boolean;
}
