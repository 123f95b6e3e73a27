import { codeText } from "../../text/code.ts";
import { type FilterProblem, problemAt } from "./filter-problem.ts";

/** Records that one statement can join. */
const maxJoins = 58;

/** What the paths of a text join; those that go the same way from the same beginning join the same records. */
export class Joins {
  readonly #keys = new Set<string>();

  /** Adds one, which is a problem of that part of the text if it is one too many. */
  add(
    key: string,
    at: { readonly start: number; readonly end: number },
  ): FilterProblem | undefined {
    this.#keys.add(key);
    return this.#keys.size > maxJoins
      ? problemAt(at, codeText.check.tooManyJoins)
      : undefined;
  }
}
