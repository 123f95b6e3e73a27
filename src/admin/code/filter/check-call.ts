import type { CallOperand } from "../../../core/filter/syntax/tree.ts";
import { codeText } from "../../text/code.ts";
import { fill } from "../../text/index.ts";
import { type FilterProblem, problemAt } from "./filter-problem.ts";
import { functionNames } from "./vocabulary.ts";

const maxTimeArguments = 10;

/** What is wrong with a call of a function, its arguments' own mistakes aside. */
export function checkCall(call: CallOperand): FilterProblem | undefined {
  switch (call.name) {
    case "geoDistance":
      return checkDistance(call);
    case "strftime":
      return checkTime(call);
    default:
      return problemAt(
        { start: call.start, end: call.start + call.name.length },
        fill(codeText.check.unknownFunction, {
          function: call.name,
          functions: functionNames.join(", "),
        }),
      );
  }
}

function checkDistance(call: CallOperand): FilterProblem | undefined {
  const { distanceArguments, distanceCount } = codeText.check;
  const wrong = call.arguments.find(
    ({ type }) => type !== "path" && type !== "number",
  );
  if (wrong !== undefined) return problemAt(wrong, distanceArguments);
  return call.arguments.length === 4
    ? undefined
    : problemAt(call, distanceCount);
}

function checkTime(call: CallOperand): FilterProblem | undefined {
  const { timeCount, timeFormat, timeValue, timeModifier } = codeText.check;
  const [format, time, ...modifiers] = call.arguments;
  if (format === undefined || call.arguments.length > maxTimeArguments) {
    const limit = String(maxTimeArguments);
    return problemAt(call, fill(timeCount, { limit }));
  }
  if (format.type !== "text") return problemAt(format, timeFormat);
  if (time?.type === "call") return problemAt(time, timeValue);
  const wrong = modifiers.find(({ type }) => type !== "text");
  return wrong && problemAt(wrong, timeModifier);
}
