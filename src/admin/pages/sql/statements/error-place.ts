import { ClientResponseError } from "pocketbase";
import { describeProblem } from "../../../server/problem.ts";
import { fill } from "../../../text/index.ts";
import { sqlText } from "../../../text/sql.ts";

/** What the server says before SQLite's own words. */
const introduction = /^Failed to execute query\. Raw error:\s*/;

/** What SQLite names in its complaints: `near "x"`, `no such column: x`. */
const named =
  /near "(?<near>[^"]+)"|no such (?:table|column|function|index|view|trigger): (?:\w+\.)?(?<missing>\w+)/;

/** Why a query failed, with its place if what is wrong stands there only once. */
export function describeFailure(sql: string, error: unknown): string {
  const message = messageOf(error);
  const { near, missing } = named.exec(message)?.groups ?? {};
  const place = placeOf(sql, near ?? missing);
  return place === undefined
    ? message
    : fill(sqlText.atLine, { ...place, message });
}

function messageOf(error: unknown): string {
  if (error instanceof ClientResponseError) {
    const { message }: Record<string, unknown> = error.response;
    if (typeof message === "string" && introduction.test(message)) {
      return message.replace(introduction, "").trim();
    }
  }
  const { message, fields } = describeProblem(error);
  return fields["query"] ?? message;
}

/** Line and column, from 1, of a word that a text has once. */
export function placeOf(
  text: string,
  word: string | undefined,
): { readonly line: number; readonly column: number } | undefined {
  if (word === undefined || word === "") return undefined;
  const isWord = /^\w+$/.test(word);
  const escaped = word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const source = isWord ? String.raw`\b${escaped}\b` : escaped;
  const found = [...text.matchAll(new RegExp(source, "gi"))];
  const [only] = found;
  if (only === undefined || found.length > 1) return undefined;
  const before = text.slice(0, only.index).split("\n");
  return {
    line: before.length,
    column: (before.at(-1) ?? "").length + 1,
  };
}
