import type { SQL } from "drizzle-orm";

/**
 * The resolved tree: every path is a column of a table that is joined, every value a named slot, all rules of the
 * language are applied. What remains for SQL is to be written down.
 */
export interface ResolvedFilter {
  readonly joins: readonly Join[];
  readonly where: Condition;
  readonly orderBy: readonly SortKey[];
  /** Slots of numbers that are compared with text, as that text. */
  readonly textSlots: readonly string[];
}

export type Expression =
  | {
      readonly type: "column";
      readonly table: string;
      readonly column: string;
    }
  | { readonly type: "slot"; readonly name: string }
  | { readonly type: "null" }
  | { readonly type: "emptyText" }
  | { readonly type: "boolean"; readonly value: boolean }
  | {
      readonly type: "json";
      readonly document: Expression;
      readonly path: readonly (string | number)[];
    }
  | { readonly type: "listLength"; readonly list: Expression }
  | { readonly type: "lower"; readonly text: Expression }
  /** The text with `%` around it. */
  | { readonly type: "anywhere"; readonly text: Expression }
  | { readonly type: "emptyForNull"; readonly value: Expression }
  | {
      readonly type: "distance";
      readonly points: readonly [
        lonA: Expression,
        latA: Expression,
        lonB: Expression,
        latB: Expression,
      ];
    }
  | {
      readonly type: "time";
      readonly format: Expression;
      readonly rest: readonly Expression[];
    }
  | { readonly type: "condition"; readonly condition: Condition }
  /** A column of a table that is no collection. */
  | { readonly type: "sql"; readonly sql: SQL };

export type Condition =
  | { readonly type: "constant"; readonly value: boolean }
  | {
      readonly type: "and" | "or";
      readonly conditions: readonly Condition[];
    }
  | { readonly type: "not"; readonly condition: Condition }
  | {
      readonly type: "compare";
      readonly operator: SqlOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** `like` in which letters beyond ASCII match in every case, too. */
  | {
      readonly type: "likeEveryCase";
      readonly value: Expression;
      readonly like: Expression;
      readonly glob: Expression;
    }
  /** Empty text or null. */
  | { readonly type: "isEmpty"; readonly expression: Expression }
  /** The value is an entry of the list. */
  | {
      readonly type: "among";
      readonly value: Expression;
      readonly list: Expression;
      readonly alias: string;
    }
  /**
   * No row of the joins fulfils the condition. `alias` is given where a row of nothing but nulls has to stand for
   * related records that don't exist.
   */
  | {
      readonly type: "none";
      readonly joins: readonly Join[];
      readonly alias: string | undefined;
      readonly condition: Condition;
    };

export type SqlOperator =
  "=" | ">" | ">=" | "<" | "<=" | "is" | "is not" | "like";

export interface Join {
  readonly alias: string;
  readonly source: JoinSource;
  /** Every row matches when absent. */
  readonly on: Condition | undefined;
  /** Whether a row on the left can meet several on the right. */
  readonly isMany: boolean;
}

/** A join that can be narrowed once all that it takes part in is resolved. */
export interface RelatedJoin extends Omit<Join, "on"> {
  on: Condition | undefined;
}

export type JoinSource =
  | { readonly type: "table"; readonly name: string }
  /** A row for each entry of a list, in its column `value`. */
  | { readonly type: "entries"; readonly list: Expression };

export type SortKey =
  | { readonly type: "random" }
  | {
      readonly type: "insertion";
      readonly table: string;
      readonly descending: boolean;
    }
  | {
      readonly type: "expression";
      readonly expression: Expression;
      readonly descending: boolean;
      /** It is the row's own: no join has to be followed to it. */
      readonly isOwn: boolean;
    };

/** One side of a comparison. */
export interface ResolvedOperand {
  readonly expression: Expression;
  /** What is known of the value before any row is read. */
  readonly known: "null" | "empty" | "notEmpty" | "unknown";
  /** Empty text and null are two values here, as in JSON; elsewhere they are one. */
  readonly isStrict?: boolean;
  /** A column of bare text. */
  readonly isText?: boolean;
  /** The slot of a number. */
  readonly numberSlot?: string;
  /** A slot whose value is a pattern already when it is the right side of `~`. */
  readonly isPattern?: boolean;
  /** The pattern's other form, if it takes one to find every case. */
  readonly glob?: Expression;
  /** All related values, where there can be several. */
  readonly related?: RelatedValues;
  /** What must hold besides for a client to compare this. */
  readonly guard?: Condition;
}

/** The joins, seen from the row at hand, that give all values of a path, one a row. */
export interface RelatedValues {
  readonly joins: readonly Join[];
  readonly expression: Expression;
  /** Which of them count. */
  readonly guard?: Condition;
}

export const always: Condition = { type: "constant", value: true };
export const never: Condition = { type: "constant", value: false };
export const nullOperand: ResolvedOperand = {
  expression: { type: "null" },
  known: "null",
};

export function column(table: string, name: string): Expression {
  return { type: "column", table, column: name };
}

export function slot(name: string): Expression {
  return { type: "slot", name };
}

export function compare(
  left: Expression,
  operator: SqlOperator,
  right: Expression,
): Condition {
  return { type: "compare", operator, left, right };
}

/** All of the conditions; those that are known are left out or decide. */
export function allOf(conditions: readonly Condition[]): Condition {
  return junction("and", conditions);
}

/** At least one of the conditions; those that are known are left out or decide. */
export function anyOf(conditions: readonly Condition[]): Condition {
  return junction("or", conditions);
}

function junction(
  type: "and" | "or",
  conditions: readonly Condition[],
): Condition {
  const decisive = type === "or";
  const open: Condition[] = [];
  for (const condition of conditions) {
    if (condition.type !== "constant") open.push(condition);
    else if (condition.value === decisive) return condition;
  }
  const [first] = open;
  if (first === undefined) return decisive ? never : always;
  return open.length === 1 ? first : { type, conditions: open };
}
