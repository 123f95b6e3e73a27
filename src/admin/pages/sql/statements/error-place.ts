import { ClientResponseError } from "pocketbase";
import type { TextMark } from "../../../code/editors/marking.ts";
import { describeProblem } from "../../../server/problem.ts";
import { fill } from "../../../text/index.ts";
import { sqlText } from "../../../text/sql.ts";
import { blankComments } from "./sql-words.ts";

/** What the server says before SQLite's own words. */
const introduction = /^Failed to execute query\. Raw error:\s*/;

/** What SQLite names in its complaints: `near "x"`, `no such column: x`. */
const named =
  /(?:near|unrecognized token:) "(?<sign>[^"]+)"|(?:no such (?:table|column|function|index|view|trigger): |ambiguous column name: )(?:\w+\.)?(?<missing>\w+)|(?:has no column named |arguments to function |misuse of aggregate:? )(?<misused>\w+)/;

/** Why a query failed, and where, if what is wrong stands there only once. */
export interface Failure {
  /** With the line and the column of the place. */
  readonly message: string;
  readonly mark: TextMark | undefined;
}

/** @param sql the query as it stands in the editor */
export function describeFailure(sql: string, error: unknown): Failure {
  const message = messageOf(error);
  const { sign, missing, misused } = named.exec(message)?.groups ?? {};
  const place = placeOf(sql, sign ?? missing ?? misused);
  if (place === undefined) return { message, mark: undefined };
  const { line, column, ...stretch } = place;
  return {
    message: fill(sqlText.atLine, { line, column, message }),
    mark: { text: sql, message, ...stretch },
  };
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

/** Where a text has a word, if it is there once outside of comments: its line and column, from 1, and its characters. */
export function placeOf(
  text: string,
  word: string | undefined,
):
  | {
      readonly line: number;
      readonly column: number;
      readonly from: number;
      readonly to: number;
    }
  | undefined {
  if (word === undefined || word === "") return undefined;
  const isWord = /^\w+$/.test(word);
  const escaped = word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const source = isWord ? String.raw`\b${escaped}\b` : escaped;
  const found = [...blankComments(text).matchAll(new RegExp(source, "gi"))];
  const [only] = found;
  if (only === undefined || found.length > 1) return undefined;
  const before = text.slice(0, only.index).split("\n");
  return {
    line: before.length,
    column: (before.at(-1) ?? "").length + 1,
    from: only.index,
    to: only.index + word.length,
  };
}
