import { codeText } from "../../text/code.ts";

/** Where a text stops being JSON, and why. */
export interface JsonProblem {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

const says = codeText.json;
const maxDepth = 1_000;

// Sticky, so that each match begins where the last one ended.
const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /[\p{L}\p{N}_$.+-]+/uy;
const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/**
 * Finds what keeps a text from being JSON (RFC 8259). Browsers say that in words and places of their own each, or in none.
 * A text of nothing but space is none either.
 */
export function findJsonProblem(text: string): JsonProblem | undefined {
  try {
    new Reader(text).readAll();
    return undefined;
  } catch (error) {
    if (error instanceof Found) return error.problem;
    throw error;
  }
}

class Found extends Error {
  readonly problem: JsonProblem;

  constructor(problem: JsonProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readAll(): void {
    this.#readValue(0);
    this.#take(space);
    if (this.#at < this.#text.length) this.#refuse(says.extra);
  }

  #readValue(depth: number): void {
    if (depth > maxDepth) this.#refuse(says.tooDeep);
    this.#take(space);
    const next = this.#text.charAt(this.#at);
    if (next === "{") this.#readObject(depth);
    else if (next === "[") this.#readList(depth);
    else if (next === '"') this.#readText();
    else if (next === "'") this.#refuse(says.singleQuote);
    else if (/[-+.\d]/.test(next)) this.#readNumber();
    else this.#readWord();
  }

  #readObject(depth: number): void {
    this.#at++;
    this.#take(space);
    if (this.#skip("}")) return;
    for (;;) {
      this.#take(space);
      if (this.#text[this.#at] !== '"') this.#refuse(says.key);
      this.#readText();
      this.#take(space);
      if (!this.#skip(":")) this.#refuse(says.colon);
      this.#readValue(depth + 1);
      this.#take(space);
      if (this.#skip("}")) return;
      this.#readComma(says.commaOrBrace, "}");
    }
  }

  #readList(depth: number): void {
    this.#at++;
    this.#take(space);
    if (this.#skip("]")) return;
    for (;;) {
      this.#readValue(depth + 1);
      this.#take(space);
      if (this.#skip("]")) return;
      this.#readComma(says.commaOrBracket, "]");
    }
  }

  #readComma(missing: string, closing: string): void {
    const comma = this.#at;
    if (!this.#skip(",")) this.#refuse(missing);
    this.#take(space);
    if (this.#text[this.#at] === closing) {
      this.#at = comma;
      this.#refuse(says.trailingComma);
    }
  }

  #readText(): void {
    const start = this.#at;
    this.#at++;
    for (;;) {
      const next = this.#text.charAt(this.#at);
      if (next === '"') break;
      // Whoever forgets the closing quote mostly does so on that line.
      if (next === "" || next === "\n") {
        this.#refuse(says.openString, start, this.#at);
      }
      if (next < " ") this.#refuse(says.control);
      if (next !== "\\") this.#at++;
      else if (this.#take(escape) === "") {
        this.#refuse(says.escape, this.#at, this.#at + 2);
      }
    }
    this.#at++;
  }

  #readNumber(): void {
    const start = this.#at;
    const length = this.#peek(word).length;
    if (this.#take(number).length !== Math.max(length, 1)) {
      this.#refuse(says.number, start, start + length);
    }
  }

  #readWord(): void {
    const start = this.#at;
    const found = this.#take(word);
    if (found === "true" || found === "false" || found === "null") return;
    if (found !== "") this.#refuse(says.word, start, this.#at);
    const isComment = /^\/[/*]/.test(this.#text.slice(this.#at, this.#at + 2));
    this.#refuse(isComment ? says.comment : says.value);
  }

  #peek(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0] ?? "";
  }

  #take(pattern: RegExp): string {
    const found = this.#peek(pattern);
    this.#at += found.length;
    return found;
  }

  #skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #refuse(message: string, from = this.#at, to = from + 1): never {
    const { length } = this.#text;
    throw new Found({ from, to: Math.min(to, length), message });
  }
}
