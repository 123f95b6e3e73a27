import { Invalid } from "../../errors.ts";
import type { CallOperand, Operand } from "../syntax/tree.ts";
import {
  allOf,
  type Condition,
  type Expression,
  type ResolvedOperand,
} from "./resolved.ts";

const maxTimeArguments = 10;

/** @throws {Invalid} there is no such function, or the arguments don't fit it */
export function resolveCall(
  call: CallOperand,
  resolve: (argument: Operand) => ResolvedOperand,
): ResolvedOperand {
  switch (call.name) {
    case "geoDistance":
      return resolveDistance(call, resolve);
    case "strftime":
      return resolveTime(call, resolve);
    default:
      throw new Invalid(`Unknown function "${call.name}".`);
  }
}

/** `geoDistance(lonA, latA, lonB, latB)`: kilometres. Of several related points one is enough, whatever the operator. */
function resolveDistance(
  call: CallOperand,
  resolve: (argument: Operand) => ResolvedOperand,
): ResolvedOperand {
  const operands = call.arguments.map((argument) => {
    if (argument.type !== "path" && argument.type !== "number") {
      throw new Invalid("The function geoDistance takes fields and numbers.");
    }
    return resolve(argument);
  });
  const [lonA, latA, lonB, latB] = operands.map(({ expression }) => expression);
  if (
    lonA === undefined ||
    latA === undefined ||
    lonB === undefined ||
    latB === undefined ||
    operands.length > 4
  ) {
    throw new Invalid("The function geoDistance takes four arguments.");
  }
  return {
    expression: { type: "distance", points: [lonA, latA, lonB, latB] },
    known: "unknown",
    isStrict: true,
    ...guardOf(operands),
  };
}

/** `strftime(format, time, modifier…)`, as SQLite's, where no valid time is empty. */
function resolveTime(
  call: CallOperand,
  resolve: (argument: Operand) => ResolvedOperand,
): ResolvedOperand {
  const [format, time, ...modifiers] = call.arguments;
  if (format === undefined || call.arguments.length > maxTimeArguments) {
    throw new Invalid(`strftime takes one to ${maxTimeArguments} arguments.`);
  }
  if (format.type !== "text") {
    throw new Invalid("strftime takes its format as text.");
  }
  if (time?.type === "call") {
    throw new Invalid("strftime takes its time as text, number or field.");
  }
  if (modifiers.some(({ type }) => type !== "text")) {
    throw new Invalid("strftime takes its modifiers as text.");
  }

  const formatText = resolve(format).expression;
  const timeValue = time === undefined ? undefined : resolve(time);
  const others = modifiers.map((modifier) => resolve(modifier).expression);
  const withTime = (value: Expression | undefined): Expression => ({
    type: "time",
    format: formatText,
    rest: value === undefined ? [] : [value, ...others],
  });
  const related = timeValue?.related;
  return {
    expression: withTime(timeValue?.expression),
    known: "unknown",
    ...(related !== undefined && {
      related: { ...related, expression: withTime(related.expression) },
    }),
    ...(timeValue !== undefined && guardOf([timeValue])),
  };
}

function guardOf(operands: readonly ResolvedOperand[]): {
  readonly guard?: Condition;
} {
  const guards = operands.flatMap(({ guard }) => guard ?? []);
  return guards.length === 0 ? {} : { guard: allOf(guards) };
}
