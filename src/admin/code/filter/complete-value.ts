import { startOfDay, zoneName } from "../../components/times/clock.ts";
import { writeExactly } from "../../components/times/write-moment.ts";
import { codeText } from "../../text/code.ts";
import { fill } from "../../text/index.ts";
import { requestChoices } from "./check-filter.ts";
import type { FilterCompletion } from "./filter-completion.ts";
import type { FilterScope } from "./filter-scope.ts";
import type { FilterSlot } from "./filter-slot.ts";
import { fieldAt } from "./follow-path.ts";
import { macroNames, timeFormats } from "./vocabulary.ts";

const words = codeText.completion;

type OperandSlot = Extract<FilterSlot, { readonly expects: "operand" }>;

/** What the other side is likely to be compared with. */
export function completeValues(
  scope: FilterScope,
  slot: OperandSlot,
): readonly FilterCompletion[] {
  const texts = completeText(scope, slot, '"');
  if (isDate(scope, slot)) return [...moments, ...texts];
  if (texts.length > 0 || typeOf(scope, slot) !== "bool") return texts;
  return (["true", "false"] as const).map((label) => ({
    label,
    kind: "constant",
    detail: words.constants[label],
  }));
}

const moments: readonly FilterCompletion[] = macroNames
  .filter((name) => /Start|End|now|yesterday|tomorrow/.test(name))
  .map((label) => ({ label, kind: "macro", detail: words.macros[label] }));

/** Texts in these quotes that make sense there. */
export function completeText(
  scope: FilterScope,
  slot: OperandSlot,
  quote: string,
): readonly FilterCompletion[] {
  // A rule is judged long after it is written.
  const isLasting = scope.kind === "records" && scope.mode === "rule";
  if (isDate(scope, slot)) return isLasting ? [] : storedMoments(quote);
  const texts = isFormat(slot)
    ? timeFormats
    : choicesFor(scope, slot.comparedWith);
  return texts.map((text) => ({
    label: quoted(text, quote),
    kind: "value",
    detail: words.value,
  }));
}

/** The visitor's own moments as they are stored: macros know only the days of UTC. */
function storedMoments(quote: string): readonly FilterCompletion[] {
  const now = new Date();
  const today = fill(words.today, { zone: zoneName("local") });
  return [
    { moment: now, detail: words.now },
    { moment: startOfDay(now, "local"), detail: today },
  ].map(({ moment, detail }) => ({
    label: quoted(writeExactly(moment, "utc"), quote),
    kind: "value",
    detail,
  }));
}

function isDate(scope: FilterScope, slot: OperandSlot): boolean {
  const type = typeOf(scope, slot);
  return !isFormat(slot) && (type === "date" || type === "autodate");
}

function isFormat({ call }: OperandSlot): boolean {
  return call?.name === "strftime" && call.index === 0;
}

/** The type of what is compared with the operand. */
function typeOf(
  scope: FilterScope,
  { comparedWith }: OperandSlot,
): string | undefined {
  if (comparedWith === undefined) return undefined;
  return scope.kind === "table"
    ? scope.columns.find(({ name }) => name === comparedWith)?.type
    : fieldAt(scope, comparedWith)?.field.type;
}

function choicesFor(
  scope: FilterScope,
  path: string | undefined,
): readonly string[] {
  if (path === undefined || scope.kind === "table") return [];
  if (path === "@request.auth.collectionName") {
    return scope.collections
      .filter(({ type }) => type === "auth")
      .map(({ name }) => name);
  }
  const field = fieldAt(scope, path)?.field;
  return (
    requestChoices(path) ??
    (field?.type === "select" ? (field.values ?? []) : [])
  );
}

function quoted(text: string, quote: string): string {
  const inner = text.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`);
  return `${quote}${inner}${quote}`;
}
