import {
  characterSet,
  charactersMatching,
  charactersOf,
  complement,
  type CharacterSet,
} from "./character-set.ts";

/** What a pattern says about the texts that match it, as far as texts can be made from it. */
export type TextPattern =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "class"; readonly set: CharacterSet }
  | { readonly kind: "sequence"; readonly parts: readonly TextPattern[] }
  | { readonly kind: "choice"; readonly parts: readonly TextPattern[] }
  | RepeatPattern;

export interface RepeatPattern {
  readonly kind: "repeat";
  readonly part: TextPattern;
  readonly min: number;
  /** May be Infinity. */
  readonly max: number;
}

/** The pattern has something that says nothing about which characters to write, such as `^` or `\b`. */
export class UnsupportedPattern extends Error {}

/**
 * Reads a valid RE2 expression into what can be generated from. Flags (`(?i)`) are accepted and change nothing, since a text
 * that matches without them matches with them too.
 *
 * @throws {UnsupportedPattern} it has anchors or word boundaries
 */
export function parseTextPattern(pattern: string): TextPattern {
  return new Reader(pattern).choice();
}

const digits: CharacterSet = [[0x30, 0x39]];
const upper: CharacterSet = [[0x41, 0x5a]];
const lower: CharacterSet = [[0x61, 0x7a]];
const letters: CharacterSet = [...upper, ...lower];
const word: CharacterSet = [...digits, ...upper, [0x5f, 0x5f], ...lower];
const space: CharacterSet = [
  [0x09, 0x0a],
  [0x0c, 0x0d],
  [0x20, 0x20],
];
/** What `.` writes: letters and digits, though any character would match. */
const anything: CharacterSet = [...digits, ...letters];

/** The classes that a backslash and a lower-case letter name; the capital names the opposite. */
const perlClasses: ReadonlyMap<string, CharacterSet> = new Map([
  ["d", digits],
  ["w", word],
  ["s", space],
]);

/** The classes that stand as `[:name:]` within brackets. */
const posixClasses: ReadonlyMap<string, CharacterSet> = new Map([
  ["alnum", anything],
  ["alpha", letters],
  ["ascii", [[0, 0x7f]]],
  [
    "blank",
    [
      [0x09, 0x09],
      [0x20, 0x20],
    ],
  ],
  [
    "cntrl",
    [
      [0, 0x1f],
      [0x7f, 0x7f],
    ],
  ],
  ["digit", digits],
  ["graph", [[0x21, 0x7e]]],
  ["lower", lower],
  ["print", [[0x20, 0x7e]]],
  [
    "punct",
    [
      [0x21, 0x2f],
      [0x3a, 0x40],
      [0x5b, 0x60],
      [0x7b, 0x7e],
    ],
  ],
  [
    "space",
    [
      [0x09, 0x0d],
      [0x20, 0x20],
    ],
  ],
  ["upper", upper],
  ["word", word],
  ["xdigit", charactersOf("0123456789ABCDEFabcdef")],
]);

const controls: ReadonlyMap<string, string> = new Map([
  ["a", "\x07"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

class Reader {
  readonly #source: string;
  #index = 0;

  constructor(source: string) {
    this.#source = withoutQuotes(source);
  }

  /** Alternatives up to the end or the closing parenthesis, which it leaves. */
  choice(): TextPattern {
    const parts = [this.#sequence()];
    while (this.#take(/\|/y) !== undefined) parts.push(this.#sequence());
    const [only] = parts;
    return parts.length === 1 && only !== undefined
      ? only
      : { kind: "choice", parts };
  }

  #sequence(): TextPattern {
    const parts: TextPattern[] = [];
    while (this.#index < this.#source.length && !"|)".includes(this.#peek())) {
      parts.push(this.#repeated());
    }
    return { kind: "sequence", parts };
  }

  #repeated(): TextPattern {
    let part = this.#atom();
    for (;;) {
      const counts = this.#take(/(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y);
      if (counts === undefined) return part;
      const [, sign, min = "", comma, max] = counts;
      part = {
        kind: "repeat",
        part,
        min: sign === undefined ? Number(min) : sign === "+" ? 1 : 0,
        max:
          sign === "?"
            ? 1
            : sign !== undefined || (comma === "," && max === "")
              ? Infinity
              : Number(comma === "," ? max : min),
      };
    }
  }

  #atom(): TextPattern {
    const group = this.#take(/\((?:\?P?<\w+>|\?[a-zA-Z-]*(:|\)))?/y);
    if (group !== undefined) {
      if (group[1] === ")") return { kind: "sequence", parts: [] };
      const inside = this.choice();
      this.#take(/\)/y);
      return inside;
    }
    if (this.#take(/\./y) !== undefined)
      return { kind: "class", set: anything };
    if (this.#take(/\[/y) !== undefined) {
      return { kind: "class", set: this.#brackets() };
    }
    const anchor = this.#take(/[$^]|\\[ABbz]/y);
    if (anchor !== undefined) {
      throw new UnsupportedPattern(
        `Nothing can be generated from "${anchor[0]}".`,
      );
    }
    const set = this.#escapedClass();
    return set === undefined
      ? { kind: "literal", text: this.#character() }
      : { kind: "class", set };
  }

  /** What stands between brackets, after the opening one. */
  #brackets(): CharacterSet {
    const isNegated = this.#take(/\^/y) !== undefined;
    const ranges: (readonly [number, number])[] = [];
    let isFirst = true;
    while (isFirst || this.#peek() !== "]") {
      isFirst = false;
      const set = this.#posixClass() ?? this.#escapedClass();
      if (set !== undefined) {
        ranges.push(...set);
        continue;
      }
      const first = this.#character();
      const last =
        this.#take(/-(?!\])/y) === undefined ? first : this.#character();
      ranges.push([first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0]);
    }
    this.#index++;
    const set = characterSet(ranges);
    return isNegated ? complement(set) : set;
  }

  #posixClass(): CharacterSet | undefined {
    const [, not, name = ""] = this.#take(/\[:(\^?)(\w+):\]/y) ?? [];
    const set = posixClasses.get(name);
    return set !== undefined && not === "^" ? complement(set) : set;
  }

  #escapedClass(): CharacterSet | undefined {
    const [, letter] = this.#take(/\\([dwsDWS])/y) ?? [];
    if (letter !== undefined) {
      const set = perlClasses.get(letter.toLowerCase()) ?? [];
      return letter === letter.toLowerCase() ? set : complement(set);
    }
    const [, kind, not, long, short] =
      this.#take(/\\([pP])(?:\{(\^?)(\w+)\}|(\w))/y) ?? [];
    if (kind === undefined) return undefined;
    const set = unicodeClass(long ?? short ?? "");
    return (kind === "P") !== (not === "^") ? complement(set) : set;
  }

  /** One character, escaped or not. */
  #character(): string {
    const [, hex, octal, control] =
      this.#take(
        /\\(?:x([\dA-Fa-f]{2}|\{[\dA-Fa-f]+\})|([0-7]{1,3})|([afnrtv]))/y,
      ) ?? [];
    if (hex !== undefined) {
      return String.fromCodePoint(parseInt(hex.replace(/[{}]/g, ""), 16));
    }
    if (octal !== undefined) return String.fromCodePoint(parseInt(octal, 8));
    if (control !== undefined) return controls.get(control) ?? "";
    return this.#take(/\\?([^])/uy)?.[1] ?? "";
  }

  #peek(): string {
    return this.#source.charAt(this.#index);
  }

  /** Moves past what the (sticky) expression matches here; undefined where it does not match. */
  #take(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#index;
    const match = expression.exec(this.#source);
    if (match === null) return undefined;
    this.#index += match[0].length;
    return match;
  }
}

/** A script or general category of Unicode by the name that RE2 gives it. */
function unicodeClass(name: string): CharacterSet {
  for (const property of [name, `Script=${name}`]) {
    let expression: RegExp;
    try {
      expression = new RegExp(`^\\p{${property}}$`, "u");
    } catch {
      continue; // not of this kind
    }
    return charactersMatching(expression);
  }
  throw new UnsupportedPattern(`Nothing can be generated from "${name}".`);
}

/** `\Qa.b\E` as `a\.b`. */
function withoutQuotes(source: string): string {
  return source.replace(
    /\\(?:Q([^]*?)(?:\\E|$)|[^])/g,
    (escape: string, quoted: string | undefined) =>
      quoted === undefined ? escape : quoted.replace(/\W/g, "\\$&"),
  );
}
