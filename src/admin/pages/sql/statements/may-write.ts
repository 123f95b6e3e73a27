import { type SqlWord, statementWords } from "./sql-words.ts";

/** Whether any of the statements may do something else than read. In doubt it may. */
export function mayWrite(sql: string): boolean {
  return statementWords(sql).some((words) => !reads(words));
}

const reading = new Set(["select", "values", "with", "("]);
const writing = new Set(["insert", "update", "delete", "replace"]);

/** Settings that a pragma reads, and with an argument in parentheses looks up. */
function reads(words: readonly SqlWord[]): boolean {
  const [first, ...rest] = words.map(({ word }) => word);
  if (first === "explain") return true;
  if (first === "pragma") {
    return !rest.includes("=") && !rest.includes("optimize");
  }
  if (first === undefined || !reading.has(first)) return false;
  return first !== "with" || !writesBelow(words);
}

/** Whether a `with` ends in a statement that writes, as none within its parentheses can. */
function writesBelow(words: readonly SqlWord[]): boolean {
  let depth = 0;
  for (const { word } of words) {
    if (word === "(") depth++;
    else if (word === ")") depth--;
    else if (depth === 0 && writing.has(word)) return true;
  }
  return false;
}

/** What holds secrets in collections and settings. */
const secret = /password|token|secret/i;

/** Whether a statement may be kept in the browser: not if it may write a secret, which then would stand in it. */
export function mayBeKept(sql: string): boolean {
  return !(mayWrite(sql) && secret.test(sql));
}
