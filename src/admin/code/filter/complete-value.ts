import { codeText } from "../../text/code.ts";
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
  if (texts.length > 0 || slot.comparedWith === undefined) return texts;
  const type =
    scope.kind === "table"
      ? scope.columns.find(({ name }) => name === slot.comparedWith)?.type
      : fieldAt(scope, slot.comparedWith)?.field.type;
  if (type === "bool") {
    return (["true", "false"] as const).map((label) => ({
      label,
      kind: "constant",
      detail: words.constants[label],
    }));
  }
  if (type !== "date" && type !== "autodate") return [];
  return macroNames
    .filter((name) => /Start|End|now|yesterday|tomorrow/.test(name))
    .map((label) => ({ label, kind: "macro", detail: words.macros[label] }));
}

/** Texts in these quotes that make sense there. */
export function completeText(
  scope: FilterScope,
  slot: OperandSlot,
  quote: string,
): readonly FilterCompletion[] {
  const texts =
    slot.call?.name === "strftime" && slot.call.index === 0
      ? timeFormats
      : choicesFor(scope, slot.comparedWith);
  return texts.map((text) => ({
    label: quoted(text, quote),
    kind: "value",
    detail: words.value,
  }));
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
