import { codeText } from "../../text/code.ts";
import { fill } from "../../text/index.ts";

/** Something that a mail's text may hold, and that the server puts a value for. */
export interface TemplatePlaceholder {
  /** With its braces, as in `{APP_NAME}`. */
  readonly value: string;
  readonly hint?: string;
}

/** What looks like a placeholder: capitals in braces, which neither text nor style sheets have. */
export const placeholderPattern = /\{[A-Z][A-Z0-9_]*(?::\w+)?\}/g;

/** Placeholders that are none of these. */
export function findUnknownPlaceholders(
  text: string,
  placeholders: readonly TemplatePlaceholder[],
): {
  readonly from: number;
  readonly to: number;
  readonly severity: "warning";
  readonly message: string;
}[] {
  const known = new Set(placeholders.map(({ value }) => value));
  return Array.from(text.matchAll(placeholderPattern))
    .filter(([found]) => !known.has(found))
    .map(({ 0: found, index }) => ({
      from: index,
      to: index + found.length,
      severity: "warning",
      message: fill(codeText.template.unknown, { placeholder: found }),
    }));
}

/** What is being written before a position, if it may become a placeholder. */
export function placeholderBefore(text: string): string | undefined {
  return /\{[A-Z0-9_:]*$/i.exec(text)?.[0];
}
