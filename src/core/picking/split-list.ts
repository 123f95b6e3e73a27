import { Invalid } from "../errors.ts";

/**
 * Splits at separators that stand in no quotes and no parentheses; parts are trimmed, empty ones dropped.
 *
 * @throws {Invalid} a quote or parenthesis stays open
 */
export function splitList(text: string, separators = ","): readonly string[] {
  const parenthesesCount = !separators.includes("(");
  const parts: string[] = [];
  let part = "";
  let depth = 0;
  let quote = "";
  let previous = "";
  for (const character of text) {
    if (previous !== "\\") {
      if (quote === "" && parenthesesCount) {
        if (character === "(") depth++;
        else if (character === ")" && depth > 0) depth--;
      }
      if (quotes.includes(character)) {
        if (quote === character) quote = "";
        else if (quote === "") quote = character;
      }
    }
    if (separators.includes(character) && depth === 0 && quote === "") {
      parts.push(part.trim());
      part = "";
      previous = "";
    } else {
      part += character;
      previous = character;
    }
  }
  if (depth > 0 || quote !== "") {
    throw new Invalid("The fields parameter has an open quote or parenthesis.");
  }
  parts.push(part.trim());
  return parts.filter((entry) => entry !== "");
}

const quotes = `'"\``;
