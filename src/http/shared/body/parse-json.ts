import { Invalid } from "../../../core/errors.ts";
import { isObject } from "../../../core/json.ts";

/** Levels of nesting that a body may have: SQLite's JSON functions end at a thousand. */
const maxDepth = 1000;

/**
 * A JSON object from untrusted text, without prototype; `null` is an empty one.
 *
 * @throws {Invalid} it is no JSON, no object, nested too deeply, or has a number that does not fit
 */
export function parseJsonObject(text: string): Record<string, unknown> {
  // Parsing deep nesting takes seconds, so it is refused before. Short texts cannot be deep.
  if (text.length > maxDepth && isTooDeep(text)) {
    throw new Invalid("The JSON body is nested too deeply.");
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Invalid("The request body is no valid JSON.", {}, { cause });
  }
  if (value !== null && !isObject(value)) {
    throw new Invalid("The request body must be a JSON object.");
  }
  refuseInfinite(value);
  return withoutPrototype(value ?? {});
}

/** A copy whose keys are only keys: no `constructor` or `__proto__` shines through from a prototype. */
export function withoutPrototype(
  value: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const copy: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value)) {
    // No field is called that, and whoever copies this into a plain object would set its prototype.
    if (key !== "__proto__") copy[key] = value[key];
  }
  return copy;
}

const quote = 34;
const backslash = 92;

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfString(text, at);
        break;
      case 91: // [
      case 123: // {
        if (++depth > maxDepth) return true;
        break;
      case 93: // ]
      case 125: // }
        depth--;
        break;
    }
  }
  return false;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === backslash) at++;
    else if (code === quote) return at;
  }
  return text.length;
}

/** `1e999` parses as Infinity, which no column can hold. */
function refuseInfinite(root: unknown): void {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === "number") {
      if (!Number.isFinite(value)) {
        throw new Invalid("The request body has a number that is too large.");
      }
    } else if (typeof value === "object" && value !== null) {
      for (const child of Object.values(value)) {
        if (typeof child === "number" || typeof child === "object") {
          open.push(child);
        }
      }
    }
  }
}
