import { asciiLower, type Cell } from "./model.ts";

export type Truth = boolean | null;

/** `=`, `<` and the like of two cells as SQLite has them; null if either is null. */
export function compareCells(left: Cell, operator: string, right: Cell): Truth {
  if (left.value === null || right.value === null) return null;
  const order = orderOf(left, right);
  switch (operator) {
    case "=":
      return order === 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "<":
      return order < 0;
    default:
      return order <= 0;
  }
}

/** Equality in which null is a value. */
export function isSame(left: Cell, right: Cell): boolean {
  return left.value === null || right.value === null
    ? left.value === right.value
    : orderOf(left, right) === 0;
}

function orderOf(left: Cell, right: Cell): number {
  let { value: a } = left;
  let { value: b } = right;
  if (left.affinity === "numeric" || right.affinity === "numeric") {
    if (left.affinity !== "numeric") a = toNumber(a);
    if (right.affinity !== "numeric") b = toNumber(b);
  } else if (left.affinity === "text" || right.affinity === "text") {
    a = String(a);
    b = String(b);
  }
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "number") return -1;
  if (typeof b === "number") return 1;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}

function toNumber(value: Cell["value"]): Cell["value"] {
  return typeof value === "string" &&
    /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)
    ? Number(value)
    : value;
}

/**
 * Whether text holds the wanted text, or matches it if that has a free `%`. Case is ignored: of ASCII, or of all letters.
 */
export function matches(
  text: string,
  wanted: string,
  ofAllLetters: boolean,
): boolean {
  const parts = partsOf(wanted);
  const isPattern = parts.includes(anything);
  // In a plain text only what could be special is escaped; in a pattern a backslash escapes whatever follows it.
  const source = (isPattern ? patternParts(wanted) : parts)?.map((part) => {
    if (part === anything) return "[^]*";
    if (part === anyOne && isPattern) return "[^]";
    const character = part === anyOne ? "_" : part;
    const isAscii = /\p{ASCII}/u.test(character);
    if (isAscii || !ofAllLetters) return RegExp.escape(asciiLower(character));
    return `(?i:${RegExp.escape(character)})`;
  });
  if (source === undefined) return false;
  const whole = isPattern ? `^${source.join("")}$` : source.join("");
  return new RegExp(whole, "u").test(asciiLower(text));
}

const anything = Symbol("%");
const anyOne = Symbol("_");
type Part = string | typeof anything | typeof anyOne;

function partsOf(wanted: string): Part[] {
  const parts: Part[] = [];
  const characters = Array.from(wanted);
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index]!;
    const next = characters[index + 1];
    if (character === "\\" && next !== undefined && "%_\\".includes(next)) {
      parts.push(next);
      index++;
    } else {
      parts.push(wildcard(character));
    }
  }
  return parts;
}

/** Undefined where the pattern ends in a backslash, which SQLite has match nothing. */
function patternParts(wanted: string): Part[] | undefined {
  const parts: Part[] = [];
  const characters = Array.from(wanted);
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index]!;
    if (character !== "\\") {
      parts.push(wildcard(character));
      continue;
    }
    const next = characters[++index];
    if (next === undefined) return undefined;
    parts.push(next);
  }
  return parts;
}

function wildcard(character: string): Part {
  if (character === "%") return anything;
  return character === "_" ? anyOne : character;
}
