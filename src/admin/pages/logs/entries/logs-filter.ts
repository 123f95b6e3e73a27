import { parseFilter } from "../../../../core/filter/syntax/parse-filter.ts";
import { FilterSyntaxError } from "../../../../core/filter/syntax/syntax-error.ts";
import { filterOf, isFilter } from "../../../server/records-words.ts";

/** What is looked for in the logs, as the page's address has it. */
export interface LogsSearch {
  /** A filter, or plain words. */
  readonly filter: string;
  /** The least level, as a number; empty for any. */
  readonly level: string;
  readonly withSuperusers: boolean;
  /** A stretch of time: its ends as the API writes dates; empty for none. */
  readonly from: string;
  readonly to: string;
}

/** Where plain words are looked for. */
const searched = ["message", "data"];

/** Leaves out what superusers ask, as this page itself does. */
const notBySuperusers = 'data.auth != "_superusers"';

/** The filter that the server is asked with. */
export function logsFilter(search: LogsSearch): string {
  const { from, to } = search;
  return joined([
    withoutTime(search),
    from && `created >= "${clean(from)}"`,
    to && `created < "${clean(to)}"`,
  ]);
}

/** The same for all times, as the chart shows it. */
export function withoutTime({
  filter,
  level,
  withSuperusers,
}: LogsSearch): string {
  const least = Number(level);
  return joined([
    filterOf(filter, searched),
    level !== "" && Number.isFinite(least) && `level >= ${least}`,
    !withSuperusers && notBySuperusers,
  ]);
}

/**
 * What is wrong with a filter's writing, if anything is. The server gets it with conditions around it, and would name
 * characters that nobody has typed.
 */
export function syntaxProblem(filter: string): string | undefined {
  const typed = filter.trim();
  if (typed === "" || !isFilter(typed)) return undefined;
  try {
    parseFilter(typed);
    return undefined;
  } catch (error) {
    if (error instanceof FilterSyntaxError) return error.message;
    throw error;
  }
}

/** Adds a condition to a filter. */
export function joined(conditions: readonly (string | false)[]): string {
  const some = conditions.filter(
    (condition) => condition !== false && condition !== "",
  );
  return some.length === 1
    ? String(some[0])
    : some.map((condition) => `(${condition})`).join(" && ");
}

/** A date from the address, which may be anything, as a filter takes it. */
function clean(date: string): string {
  return date.replaceAll(/["\\]/g, "");
}
