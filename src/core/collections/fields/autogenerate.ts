import {
  characterAt,
  list,
  sizeOf,
  type CharacterSet,
} from "./character-set.ts";
import { patternProblem } from "./pattern.ts";
import { randomIndex, randomText } from "./random.ts";
import { remember } from "./remember.ts";
import {
  parseTextPattern,
  UnsupportedPattern,
  type RepeatPattern,
  type TextPattern,
} from "./text-pattern.ts";

/**
 * Random text that the pattern describes, for example an id from `[a-z0-9]{15}`. An unlimited repetition (`*`, `+`, `{2,}`)
 * gives fewer than 6 where it may, and a range never reaches its upper bound, as in PocketBase: lengths that fit a field there
 * fit here. Empty when nothing can be generated (see `autogenerateProblem`).
 */
export function generateText(pattern: string): string {
  return generator(pattern).generate?.().toWellFormed() ?? "";
}

/** Why nothing can be generated from the pattern; undefined if something can. */
export function autogenerateProblem(pattern: string): string | undefined {
  return generator(pattern).problem;
}

interface Generator {
  readonly generate?: () => string;
  readonly problem?: string;
}

const mostRepeats = 6;

const generator = remember(500, (pattern): Generator => {
  const problem = patternProblem(pattern);
  if (problem !== undefined) return { problem };
  try {
    return { generate: compile(parseTextPattern(pattern)) };
  } catch (error) {
    if (error instanceof UnsupportedPattern) return { problem: error.message };
    throw error;
  }
});

function compile(pattern: TextPattern): () => string {
  if (pattern.kind === "literal") return () => pattern.text;
  if (pattern.kind === "class") return compileClass(pattern.set, () => 1);
  if (pattern.kind === "repeat") return compileRepeat(pattern);
  const parts = pattern.parts.map(compile);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return pattern.kind === "choice"
    ? () => parts[randomIndex(parts.length)]?.() ?? ""
    : () => parts.reduce((text, part) => text + part(), "");
}

function compileRepeat({ part, min, max }: RepeatPattern): () => string {
  const end = Math.max(min, max === Infinity ? mostRepeats : max);
  const times = end === min ? () => min : () => min + randomIndex(end - min);
  if (part.kind === "class") return compileClass(part.set, times);
  const once = compile(part);
  return () => repeat(times(), once);
}

/** A number of characters of the set: what ids are made of, and therefore quick. */
function compileClass(set: CharacterSet, times: () => number): () => string {
  const size = sizeOf(set);
  if (size === 0) throw new UnsupportedPattern("A class has no characters.");
  if (size > 256) {
    return () => repeat(times(), () => characterAt(set, randomIndex(size)));
  }
  const characters = list(set);
  return () => randomText(times(), characters);
}

function repeat(times: number, once: () => string): string {
  let text = "";
  for (let left = times; left > 0; left--) text += once();
  return text;
}
