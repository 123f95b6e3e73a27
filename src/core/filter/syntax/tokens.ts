import { FilterSyntaxError } from "./syntax-error.ts";

/** A piece of filter text from `start` to before `end`. */
export interface Token {
  readonly type: TokenType;
  /** As written; for `text` what the quotes and escapes stand for, for `call` the name before the parenthesis. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export type TokenType =
  | "path"
  | "call"
  | "text"
  | "number"
  | "operator"
  | "join"
  | "open"
  | "close"
  | "comma"
  | "comment"
  | "end";

const comparisons = /^\??(?:=|!=|~|!~|<|<=|>|>=)$/;

// Sticky, so that each match begins where the last one ended.
const space = /[ \t\n]*/y;
const comment = /\/\/[^\n]*/y;
const path = /[A-Za-z@_#][\w.:]*/y;
const number = /-?(?:\d+(?:\.\d*)?|\.\d*)?/y;
const operator = /[=?!<>~]+/y;
const join = /[&|]+/y;

/**
 * Splits filter text into tokens, the last being `end`. `keepComments` is for editors that show them.
 * @throws {FilterSyntaxError}
 */
export function tokenize(text: string, keepComments = false): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = position;
    return pattern.exec(text)?.[0] ?? "";
  };
  const add = (type: TokenType, length: number, value: string) => {
    tokens.push({ type, value, start: position, end: position + length });
    position += length;
  };

  for (;;) {
    position += take(space).length;
    const character = text[position];
    if (character === undefined) break;

    if (character === "(") add("open", 1, character);
    else if (character === ")") add("close", 1, character);
    else if (character === ",") add("comma", 1, character);
    else if (character === '"' || character === "'") {
      const { value, length } = readText(text, position, character);
      add("text", length, value);
    } else if (isPathStart(character)) {
      const name = take(path);
      checkPath(name, position);
      if (text[position + name.length] === "(") {
        add("call", name.length + 1, name);
      } else {
        add("path", name.length, name);
      }
    } else if (character === "-" || isDigit(character)) {
      const literal = take(number);
      if (!/^-?\.?\d/.test(literal) || literal.endsWith(".")) {
        throw new FilterSyntaxError(`Invalid number "${literal}"`, position);
      }
      add("number", literal.length, literal);
    } else if (take(operator) !== "") {
      const sign = take(operator);
      if (!comparisons.test(sign)) {
        throw new FilterSyntaxError(`Unknown operator "${sign}"`, position);
      }
      add("operator", sign.length, sign);
    } else if (take(join) !== "") {
      const sign = take(join);
      if (sign !== "&&" && sign !== "||") {
        throw new FilterSyntaxError(
          `Expected && or ||, found "${sign}"`,
          position,
        );
      }
      add("join", 2, sign);
    } else if (take(comment) !== "") {
      const found = take(comment);
      if (keepComments) add("comment", found.length, found);
      else position += found.length;
    } else {
      throw new FilterSyntaxError(
        `Unexpected character ${JSON.stringify(character)}`,
        position,
      );
    }
  }

  tokens.push({ type: "end", value: "", start: position, end: position });
  return tokens;
}

/** Reads quoted text; `\n \t \r \\ \' \"` are escapes, any other backslash is itself. */
function readText(
  text: string,
  start: number,
  quote: string,
): { value: string; length: number } {
  let value = "";
  for (let index = start + 1; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === quote) return { value, length: index + 1 - start };
    if (character === "\0") break;
    if (character === "\\" && index + 1 < text.length) {
      index++;
      value += unescape(text.charAt(index));
    } else {
      value += character;
    }
  }
  throw new FilterSyntaxError("The quoted text has no end", start);
}

function unescape(character: string): string {
  switch (character) {
    case "n":
      return "\n";
    case "t":
      return "\t";
    case "r":
      return "\r";
    case "\\":
    case "'":
    case '"':
      return character;
    default:
      return `\\${character}`;
  }
}

function checkPath(name: string, position: number): void {
  const last = name.at(-1);
  if (last === "." || last === ":" || /^[@_#]$/.test(name)) {
    throw new FilterSyntaxError(`Invalid name "${name}"`, position);
  }
}

function isPathStart(character: string): boolean {
  return /[A-Za-z@_#]/.test(character);
}

function isDigit(character: string): boolean {
  return character >= "0" && character <= "9";
}
