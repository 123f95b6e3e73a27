import type { Row } from "../../engines/database/database.ts";
import type { Collection } from "./collection.ts";
import { isSameRow, readRow } from "./collection-rows.ts";
import type { CollectionLookup } from "./lookup.ts";

/** All collections at one moment, in order of creation. It never changes: a change makes a new one. */
export class Registry implements CollectionLookup {
  readonly #all: readonly Collection[];
  readonly #byId: ReadonlyMap<string, Collection>;
  readonly #byName: ReadonlyMap<string, Collection>;
  /** The rows that the collections were read from or written to, by id. */
  readonly #rows: ReadonlyMap<string, Row>;

  constructor(
    collections: readonly Collection[] = [],
    rows: ReadonlyMap<string, Row> = new Map(),
  ) {
    this.#all = collections;
    this.#rows = rows;
    this.#byId = new Map(collections.map((one) => [one.id, one]));
    this.#byName = new Map(
      collections.map((one) => [one.name.toLowerCase(), one]),
    );
  }

  find(nameOrId: string): Collection | undefined {
    return (
      this.#byName.get(nameOrId) ??
      this.#byId.get(nameOrId) ??
      this.#byName.get(nameOrId.toLowerCase())
    );
  }

  byId(id: string): Collection | undefined {
    return this.#byId.get(id);
  }

  all(): readonly Collection[] {
    return this.#all;
  }

  /** With a collection added, or in the place of the one with its id. */
  with(collection: Collection): Registry {
    const at = this.#all.findIndex(({ id }) => id === collection.id);
    return new Registry(
      at === -1 ? [...this.#all, collection] : this.#all.with(at, collection),
    );
  }

  without(id: string): Registry {
    return new Registry(this.#all.filter((one) => one.id !== id));
  }

  /** As the rows say. A collection whose row is the same as before stays the same object, with all that hangs off it. */
  read(rows: readonly Row[]): Registry {
    const collections = rows.map((row) => {
      const id = String(row["id"]);
      const before = this.#rows.get(id);
      const known = this.byId(id);
      return before !== undefined &&
        known !== undefined &&
        isSameRow(before, row)
        ? known
        : readRow(row);
    });
    return new Registry(collections, byId(rows));
  }

  /** The same collections, now that they are stored in these rows. */
  stored(rows: readonly Row[]): Registry {
    return new Registry(
      rows.map((row) => this.byId(String(row["id"])) ?? readRow(row)),
      byId(rows),
    );
  }

  /** The ids of the collections that the other registry doesn't have, or has in another version. */
  differences(other: Registry): readonly string[] {
    const changed = (from: Registry, to: Registry): string[] =>
      from.#all
        .filter(({ id, version }) => to.byId(id)?.version !== version)
        .map(({ id }) => id);
    return [...new Set([...changed(this, other), ...changed(other, this)])];
  }
}

function byId(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [String(row["id"]), row]));
}
