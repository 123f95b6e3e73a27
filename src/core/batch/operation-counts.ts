import type { Collection } from "../collections/collection.ts";
import { TooMany } from "../errors.ts";
import type { Limits } from "../limits/limits.ts";
import type { RequestInfo } from "../request.ts";
import type { RecordOperation } from "./batch-operation.ts";

/** Counts each operation of a batch once, as if it had come by itself. */
export class OperationCounts {
  readonly #limits: Limits;
  /** By number of the operation. */
  readonly #counted = new Map<number, TooMany | undefined>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /**
   * Whether the operation is refused; it is counted the first time that this is asked.
   *
   * @param request the operation as a request of its own
   * @param id      of the record that it changes; undefined if it creates one
   */
  refusal(
    index: number,
    collection: Collection,
    operation: RecordOperation,
    request: RequestInfo,
    id: string | undefined,
  ): TooMany | undefined {
    if (!this.#limits.isOn) return undefined;
    if (!this.#counted.has(index)) {
      this.#counted.set(index, this.#count(collection, operation, request, id));
    }
    return this.#counted.get(index);
  }

  #count(
    collection: Collection,
    { kind, path }: RecordOperation,
    { viewer, address, method }: RequestInfo,
    id: string | undefined,
  ): TooMany | undefined {
    const action =
      kind === "upsert" ? (id === undefined ? "create" : "update") : kind;
    const own = kind === "upsert" && id !== undefined ? `${path}/${id}` : path;
    try {
      this.#limits.countIn(
        collection,
        [action],
        { viewer, address, method, path: own },
        "batch",
      );
      return undefined;
    } catch (error) {
      if (error instanceof TooMany) return error;
      throw error;
    }
  }
}
