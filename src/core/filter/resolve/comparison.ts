import type { ComparisonOperator } from "../syntax/tree.ts";
import type { Resolution } from "./resolution.ts";
import {
  allOf,
  always,
  compare,
  type Condition,
  type Expression,
  never,
  type ResolvedOperand,
} from "./resolved.ts";

/**
 * What a comparison of two operands means. Unless `any` related value is enough, besides the joined one no other may
 * violate it.
 */
export function resolveComparison(
  resolution: Resolution,
  operator: ComparisonOperator,
  any: boolean,
  left: ResolvedOperand,
  right: ResolvedOperand,
): Condition {
  noteTextSlots(resolution, operator, left, right);
  const conditions = [conditionOf(operator, left, right)];
  if (!any) conditions.push(noneViolates(resolution, operator, left, right));
  for (const { guard } of [left, right]) {
    if (guard !== undefined) conditions.push(guard);
  }
  return allOf(conditions);
}

/** Numbers that are compared with text are bound as text: see `realText`. */
function noteTextSlots(
  { textSlots }: Resolution,
  operator: ComparisonOperator,
  left: ResolvedOperand,
  right: ResolvedOperand,
): void {
  const isLike = operator === "~" || operator === "!~";
  if (left.numberSlot !== undefined && (right.isText || isLike)) {
    textSlots.add(left.numberSlot);
  }
  if (right.numberSlot !== undefined && left.isText && !isLike) {
    textSlots.add(right.numberSlot);
  }
}

function noneViolates(
  resolution: Resolution,
  operator: ComparisonOperator,
  left: ResolvedOperand,
  right: ResolvedOperand,
): Condition {
  if (left.related === undefined && right.related === undefined) return always;
  const areBothMany = left.related !== undefined && right.related !== undefined;
  return {
    type: "none",
    joins: [...(left.related?.joins ?? []), ...(right.related?.joins ?? [])],
    // With one side, the joined row of nulls that the comparison itself has to accept is the whole answer already.
    alias: areBothMany ? resolution.nextAlias() : undefined,
    condition: allOf([
      {
        type: "not",
        condition: conditionOf(
          operator,
          relatedOperand(left),
          relatedOperand(right),
        ),
      },
      left.related?.guard ?? always,
      right.related?.guard ?? always,
    ]),
  };
}

function relatedOperand(operand: ResolvedOperand): ResolvedOperand {
  const { related, isStrict = false } = operand;
  return related === undefined
    ? operand
    : { expression: related.expression, known: "unknown", isStrict };
}

function conditionOf(
  operator: ComparisonOperator,
  left: ResolvedOperand,
  right: ResolvedOperand,
): Condition {
  if (operator === "=") return equality(left, right);
  if (operator === "!=") return difference(left, right);
  if (operator === "~") return match(left, right, true);
  if (operator === "!~") return match(left, right, false);
  // A comparison with null is neither true nor false, and so never lets a row pass.
  return left.known === "null" || right.known === "null"
    ? never
    : compare(left.expression, operator, right.expression);
}

const emptyText: Expression = { type: "emptyText" };

/** `=`, where empty and null are one value, such that an index on a column can serve it. */
function equality(left: ResolvedOperand, right: ResolvedOperand): Condition {
  if (left.isStrict || right.isStrict) {
    return compare(left.expression, "is", right.expression);
  }
  const known = knownEquality(left, right);
  if (known !== undefined) return known ? always : never;
  if (left.known === "notEmpty" || right.known === "notEmpty") {
    return compare(orEmptyText(left), "=", orEmptyText(right));
  }
  const other = otherThanEmpty(left, right);
  if (other !== undefined) {
    return { type: "isEmpty", expression: other };
  }
  return compare(emptyForNull(left), "=", emptyForNull(right));
}

/** `!=`, which is true of null and anything else. */
function difference(left: ResolvedOperand, right: ResolvedOperand): Condition {
  if (left.isStrict || right.isStrict) {
    return compare(left.expression, "is not", right.expression);
  }
  const known = knownEquality(left, right);
  if (known !== undefined) return known ? never : always;
  if (left.known === "notEmpty" || right.known === "notEmpty") {
    return compare(orEmptyText(left), "is not", orEmptyText(right));
  }
  const other = otherThanEmpty(left, right);
  if (other !== undefined) {
    return { type: "not", condition: { type: "isEmpty", expression: other } };
  }
  return compare(emptyForNull(left), "is not", emptyForNull(right));
}

/** Whether the operands are equal, if no row needs to be read for that. */
function knownEquality(
  left: ResolvedOperand,
  right: ResolvedOperand,
): boolean | undefined {
  if (isEmpty(left) && isEmpty(right)) return true;
  if (isEmpty(left) && isBoundValue(right)) return false;
  if (isEmpty(right) && isBoundValue(left)) return false;
  if (
    left.expression.type === "boolean" &&
    right.expression.type === "boolean"
  ) {
    return left.expression.value === right.expression.value;
  }
  return undefined;
}

function isEmpty({ known }: ResolvedOperand): boolean {
  return known === "null" || known === "empty";
}

/** A value that is there whatever the row, and not empty. */
function isBoundValue({ known, expression }: ResolvedOperand): boolean {
  if (known !== "notEmpty") return false;
  const { type } = expression.type === "lower" ? expression.text : expression;
  return type === "slot" || type === "boolean";
}

function orEmptyText(operand: ResolvedOperand): Expression {
  return isEmpty(operand) ? emptyText : operand.expression;
}

/** If one side is empty, the other. */
function otherThanEmpty(
  left: ResolvedOperand,
  right: ResolvedOperand,
): Expression | undefined {
  if (isEmpty(left)) return right.expression;
  return isEmpty(right) ? left.expression : undefined;
}

function emptyForNull({ expression }: ResolvedOperand): Expression {
  return { type: "emptyForNull", value: expression };
}

function match(
  left: ResolvedOperand,
  right: ResolvedOperand,
  wanted: boolean,
): Condition {
  if (left.known === "null" || right.known === "null") return never;
  const matches = matchOf(left.expression, right);
  return wanted ? matches : { type: "not", condition: matches };
}

function matchOf(
  value: Expression,
  { expression, isPattern, glob }: ResolvedOperand,
): Condition {
  if (glob !== undefined) {
    return { type: "likeEveryCase", value, like: expression, glob };
  }
  const pattern: Expression = isPattern
    ? expression
    : { type: "anywhere", text: expression };
  return compare(value, "like", pattern);
}
