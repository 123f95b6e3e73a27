/**
 * How bad it is.
 * - `problem`: something is lost, broken or about to be
 * - `warning`: everything works, and something should be done
 * - `note`: good to know
 */
export type Severity = "problem" | "warning" | "note";

/** Something that an examination found. */
export interface Finding {
  readonly severity: Severity;
  /** A stable name of what was found, such as `orphan-files`. */
  readonly code: string;
  /** What is so, in a sentence. */
  readonly message: string;
  /** What to do about it, in a sentence or two. */
  readonly advice: string;
  /** Examples, such as names of files. */
  readonly items: readonly string[];
  /** How many there are in all. */
  readonly count: number;
}

/** Some examples of many, and how many they are. */
export class Examples {
  /** However many there are, these take little memory. */
  static readonly most = 1_000;
  readonly items: string[] = [];
  count = 0;

  add(item: string): void {
    this.count++;
    if (this.items.length < Examples.most) this.items.push(item);
  }
}

/** What was found so far. */
export class Findings {
  readonly all: Finding[] = [];

  add(
    severity: Severity,
    code: string,
    message: string,
    advice: string,
    { items, count }: Pick<Finding, "items" | "count"> = noExamples,
  ): void {
    this.all.push({ severity, code, message, advice, items, count });
  }

  /** Adds a finding if there are any of these; the message is made of their number. */
  addAny(
    severity: Severity,
    code: string,
    message: (count: number) => string,
    advice: string,
    examples: Examples,
  ): void {
    if (examples.count === 0) return;
    this.add(severity, code, message(examples.count), advice, examples);
  }
}

const noExamples = { items: [], count: 0 };

/** `1 file`, `2 files`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
