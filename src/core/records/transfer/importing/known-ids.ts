import type { Collection } from "../../../collections/collection.ts";
import type { KnownRecords } from "../../known-records.ts";
import { toList } from "../../../collections/fields/list-value.ts";
import { selectByIds } from "../../reading/select-records.ts";
import type { RecordParts } from "../../record-parts.ts";
import type { RowValues } from "./row-values.ts";

/** Ids that are remembered of a collection. */
const mostRemembered = 2_000_000;

/** Ids that rows mention: which are stored, found out for many rows at once, and which the rows before would have made. */
export class KnownIds implements KnownRecords {
  readonly #parts: RecordParts;
  readonly #collection: Collection;
  readonly #stored = new Map<string, Set<string>>();
  readonly #made = new Set<string>();
  /** Of the collection itself, which are stored and which are not. */
  #asked = new Map<string, boolean>();

  constructor(parts: RecordParts, collection: Collection) {
    this.#parts = parts;
    this.#collection = collection;
  }

  has(collectionId: string, id: string): boolean {
    return (
      this.#stored.get(collectionId)?.has(id) === true ||
      (collectionId === this.#collection.id && this.#made.has(id))
    );
  }

  /** Whether a row before has made this record. */
  isMade(id: string): boolean {
    return this.#made.has(id);
  }

  /** Whether the collection has a record with this id; one of the rows that were asked for. */
  isStored(id: string): boolean {
    return this.#asked.get(id) === true;
  }

  make(id: string): void {
    if (this.#made.size < mostRemembered) this.#made.add(id);
  }

  /** Finds out which of these rows' records are stored. */
  async askForOwn(rows: readonly RowValues[]): Promise<void> {
    const ids = rows
      .map(({ body }) => body["id"])
      .filter((id) => typeof id === "string");
    this.#asked = new Map(ids.map((id) => [id, false]));
    for (const id of await this.#find(this.#collection, ids)) {
      this.#asked.set(id, true);
    }
  }

  /** Finds out which of the records are stored that these rows' relations point at. */
  async askForRelated(rows: readonly RowValues[]): Promise<void> {
    const { collections } = this.#parts;
    const mentioned = new Map<Collection, Set<string>>();
    for (const field of this.#collection.fields) {
      if (field.type !== "relation") continue;
      const target = collections.find(field.collectionId);
      if (target === undefined) continue;
      const ids = mentioned.get(target) ?? new Set();
      mentioned.set(target, ids);
      for (const { body } of rows) {
        for (const id of toList(body[field.name])) {
          if (!this.has(target.id, id)) ids.add(id);
        }
      }
    }
    for (const [target, ids] of mentioned) {
      const stored = this.#stored.get(target.id) ?? new Set();
      this.#stored.set(target.id, stored);
      for (const id of await this.#find(target, [...ids])) {
        if (stored.size < mostRemembered) stored.add(id);
      }
    }
  }

  async #find(
    collection: Collection,
    ids: readonly string[],
  ): Promise<readonly string[]> {
    if (ids.length === 0) return [];
    const rows = await selectByIds(
      this.#parts.database,
      this.#parts,
      collection,
      ids,
      ["id"],
      "exists",
      undefined,
    );
    return rows.map((row) => String(row["id"]));
  }
}
