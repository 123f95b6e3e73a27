import { Invalid } from "../../core/errors.ts";
import type { ListQuery } from "../../core/records/records.ts";

type Query = Readonly<Record<string, string>>;

const truths = new Set(["1", "t", "T", "true", "TRUE", "True"]);
const falsehoods = new Set(["0", "f", "F", "false", "FALSE", "False"]);

/** Above this page times 1000 records no longer count exactly. */
const lastPage = 9e12;

/**
 * Reads what a list is asked for from its query parameters.
 *
 * @throws {Invalid} `page` or `perPage` is no whole number, or `skipTotal` neither true nor false
 */
export function parseListQuery(query: Query): ListQuery {
  return {
    page: wholeNumber(query, "page"),
    perPage: wholeNumber(query, "perPage"),
    skipTotal: truth(query, "skipTotal"),
    filter: query["filter"],
    sort: query["sort"],
    expand: query["expand"],
    cursor: query["cursor"],
  };
}

function wholeNumber(query: Query, name: string): number | undefined {
  const text = query[name];
  if (!text) return undefined;
  const number = Number(text);
  if (!/^[+-]?\d+$/.test(text) || Math.abs(number) > lastPage) {
    throw new Invalid(`The parameter ${name} must be a whole number.`);
  }
  return number;
}

function truth(query: Query, name: string): boolean | undefined {
  const text = query[name];
  if (!text) return undefined;
  if (truths.has(text)) return true;
  if (falsehoods.has(text)) return false;
  throw new Invalid(`The parameter ${name} must be true or false.`);
}
