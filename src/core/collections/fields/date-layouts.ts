import { once } from "../../once.ts";

/** A way to write a date: what it looks like, with the parts as named groups. */
export interface DateLayout {
  readonly expression: RegExp;
}

/** The elements of layouts. Each matches in one way only, so that no text makes an expression backtrack far. */
const elements: Readonly<Record<string, string>> = {
  YYYY: "(?<year>\\d{4})",
  YY: "(?<shortYear>\\d{2})",
  MM: "(?<month>\\d{2})",
  Month: "(?<monthName>[A-Za-z]{3})",
  Weekday: "(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
  Day: "(?i:mon|tue|wed|thu|fri|sat|sun)",
  DD: "(?<day>\\d{2})",
  D: "(?<day>\\d{1,2})",
  // one digit will do, even for hours of the 24-hour clock
  hh: "(?<hour>\\d{1,2})",
  mm: "(?<minute>\\d{2})",
  ss: "(?<second>\\d{2})(?:[.,](?<fraction>\\d+))?",
  half: "(?<half>[AP]M)",
  zone: "(?:GMT[+-]\\d{1,2}|ChST|MeST|WITA|[A-Z]{2,4}T|[A-Z]{3}|[+-]\\d{1,2})",
  "+hhmm": "(?<sign>[+-])(?<offsetHours>\\d{2})(?<offsetMinutes>\\d{2})",
  "+hh:mm": "(?<sign>[+-])(?<offsetHours>\\d{2}):(?<offsetMinutes>\\d{2})",
  "Z+hhmm": "(?:Z|(?<sign>[+-])(?<offsetHours>\\d{2})(?<offsetMinutes>\\d{2}))",
  "Z+hh:mm":
    "(?:Z|(?<sign>[+-])(?<offsetHours>\\d{2}):(?<offsetMinutes>\\d{2}))",
};

const names = Object.keys(elements).sort((a, b) => b.length - a.length);
const element = new RegExp(
  names.map((name) => RegExp.escape(name)).join("|"),
  "g",
);

/**
 * The ways to write a date that PocketBase understands, in the order in which it tries them. Zone names are read and
 * ignored, as their offsets are anybody's guess.
 */
export const dateLayouts = once((): readonly DateLayout[] =>
  [
    "YYYY-MM-DD",
    "YYYY-MM-DDThh:mm:ssZ+hh:mm",
    "YYYY-MM-DDThh:mm:ss",
    "Day, DD Month YYYY hh:mm:ss +hhmm",
    "Day, DD Month YYYY hh:mm:ss zone",
    "DD Month YY hh:mm +hhmm",
    "DD Month YY hh:mm zone",
    "Weekday, DD-Month-YY hh:mm:ss zone",
    "YYYY-MM-DD hh:mm:ss +hhmm zone",
    "YYYY-MM-DDThh:mm:ss+hhmm",
    "YYYY-MM-DD hh:mm:ssZ+hhmm",
    "YYYY-MM-DD hh:mm:ss",
    "Day Month D hh:mm:ss YYYY",
    "Day Month D hh:mm:ss zone YYYY",
    "Day Month DD hh:mm:ss +hhmm YYYY",
    "YYYY-MM-DD hh:mm:ssZ+hh:mm",
    "DD Month YYYY",
    "YYYY-MM-DD hh:mm:ss +hh:mm",
    "YYYY-MM-DD hh:mm:ss +hhmm",
    "hh:mmhalf",
    "Month D hh:mm:ss",
  ].map((layout) => ({ expression: expressionOf(layout) })),
);

function expressionOf(layout: string): RegExp {
  const source = layout
    .replace(element, (name) => elements[name] ?? name)
    .replaceAll(" ", " +");
  return new RegExp(`^${source}$`);
}
