import { RE2JS, RE2JSException } from "re2js";
import { remember } from "./remember.ts";

/**
 * Patterns that users write are RE2 expressions, matched in time that grows with the text alone, never by a backtracking
 * engine. They match anywhere in the text unless they say `^` and `$`.
 */

/** Whether the pattern is found in the text; never with a pattern that is no expression. */
export function matchesPattern(pattern: string, text: string): boolean {
  return compiled(pattern).expression?.test(text) ?? false;
}

/** Why the pattern is no expression; undefined if it is one. */
export function patternProblem(pattern: string): string | undefined {
  return compiled(pattern).problem;
}

const compiled = remember(
  500,
  (pattern): { readonly expression?: RE2JS; readonly problem?: string } => {
    try {
      return { expression: RE2JS.compile(pattern) };
    } catch (error) {
      if (error instanceof RE2JSException) return { problem: error.message };
      throw error;
    }
  },
);
