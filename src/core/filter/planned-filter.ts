import type { Collection } from "../collections/collection.ts";
import type { SqlValue } from "../../engines/database/database.ts";
import type { RequestInfo } from "../request.ts";
import { literalState, type ParsedFilter } from "./parsed-filter.ts";
import type { BoundValue } from "./resolve/resolve-tree.ts";
import type { Origin, Resolution } from "./resolve/resolution.ts";
import { resolveFilter } from "./resolve/resolve-filter.ts";
import type { Condition } from "./resolve/resolved.ts";
import { globPattern, globSlot } from "./values/glob-pattern.ts";
import { likePattern } from "./values/like-pattern.ts";
import type { Reading, ReadingState } from "./values/reading.ts";
import { referTo, type RequestReference } from "./values/request-reference.ts";

/** One of the filters that a statement is made of, with the slots that its values have there. */
export class PlannedFilter {
  readonly base: Collection;
  readonly #parsed: ParsedFilter;
  readonly #slots: readonly string[];
  /** Undefined for literals. */
  readonly #references: readonly (RequestReference | undefined)[];

  /** @throws {Invalid} a `@request` path does not exist */
  constructor(
    parsed: ParsedFilter,
    base: Collection,
    viewers: Collection | undefined,
    firstSlot: number,
  ) {
    this.base = base;
    this.#parsed = parsed;
    this.#slots = parsed.values.map((_, index) => `f${firstSlot + index}`);
    this.#references = parsed.values.map(({ operand }) =>
      operand.type === "path"
        ? referTo(operand.path, base, viewers)
        : undefined,
    );
  }

  get slotCount(): number {
    return this.#slots.length;
  }

  /** Notes the values of one request, and the states of those that are not literals. `parsed` may be another filter of the same shape. */
  readValues(
    request: RequestInfo,
    now: Date,
    values: Record<string, SqlValue>,
    states: ReadingState[],
    parsed: ParsedFilter = this.#parsed,
  ): void {
    for (const [index, slot] of this.#slots.entries()) {
      const operand = parsed.values[index];
      const reference = this.#references[index];
      if (reference === undefined) {
        values[slot] = operand?.constant ?? null;
        if (operand?.glob !== undefined) values[globSlot(slot)] = operand.glob;
        continue;
      }
      const reading = reference.read(request, now);
      const like =
        operand?.isPattern && reference.kind === "value"
          ? patternOf(reading)
          : undefined;
      const glob = like === undefined ? undefined : globPattern(like);
      states.push(glob === undefined ? reading.state : "u");
      values[slot] = like ?? reading.value;
      if (glob !== undefined) values[globSlot(slot)] = glob;
    }
  }

  /**
   * Resolves the filter for requests with the next of these states.
   * @throws {Invalid} something in it is not there, or not for this client
   */
  resolve(
    resolution: Resolution,
    origin: Origin,
    states: Iterator<ReadingState>,
  ): Condition {
    const values = this.#parsed.values.map((operand, index): BoundValue => {
      const { isPattern } = operand;
      const slot = this.#slots[index] ?? "";
      const reference = this.#references[index];
      if (reference !== undefined) {
        const state = states.next();
        return {
          slot,
          state: state.done ? "z" : state.value,
          isPattern,
          reference,
        };
      }
      return { slot, state: literalState(operand), isPattern };
    });
    return resolveFilter(resolution, origin, this.#parsed, values);
  }
}

/** Undefined if there is no value that could be one. */
function patternOf({ value }: Reading): string | undefined {
  return typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "boolean"
    ? likePattern(value)
    : undefined;
}
