import { sql, type SQL } from "drizzle-orm";
import type { Dialect } from "../../../engines/database/dialect.ts";
import {
  findReferences,
  type Reference,
} from "../../records/removing/references.ts";
import type { Collection } from "../collection.ts";
import { fieldTypeOf } from "../fields/field-types.ts";
import type { CollectionLookup } from "../lookup.ts";
import { valueCount } from "./field-values.ts";

/** What happens to a record when those that it refers to go. */
export const fates = { deleted: 1, blocking: 2, released: 3 } as const;

/** What happens to the records of a collection when all those of another go. */
export interface RecordFates {
  readonly collection: Collection;
  /** One of `fates` for a record, or 0. */
  readonly fate: SQL;
  readonly canBeDeleted: boolean;
  /** Relations go in circles, or on and on: more may go. */
  readonly isAtLeast: boolean;
}

/** Relations that are followed for one answer, each a query within the query. */
const mostFollowed = 40;

/** What happens in other collections when all records of the target go. */
export function followRemovals(
  dialect: Dialect,
  collections: CollectionLookup,
  target: Collection,
): readonly RecordFates[] {
  const going = collectionsThatGo(collections, target);
  const follower = new Follower(dialect, collections, target, going);
  const affected = new Map<string, Collection>();
  for (const collection of going.values()) {
    for (const reference of findReferences(collections, collection))
      affected.set(reference.collection.id, reference.collection);
  }
  affected.delete(target.id);
  return [...affected.values()].map((one) => follower.follow(one));
}

/** The target, and those with records that may be deleted along. */
function collectionsThatGo(
  collections: CollectionLookup,
  target: Collection,
): ReadonlyMap<string, Collection> {
  const going = new Map([[target.id, target]]);
  for (const collection of going.values()) {
    for (const { collection: other, field } of findReferences(
      collections,
      collection,
    ))
      if (field.cascadeDelete) going.set(other.id, other);
  }
  return going;
}

class Follower {
  readonly #dialect: Dialect;
  readonly #collections: CollectionLookup;
  readonly #target: Collection;
  readonly #going: ReadonlyMap<string, Collection>;
  #followed = 0;
  #isCut = false;

  constructor(
    dialect: Dialect,
    collections: CollectionLookup,
    target: Collection,
    going: ReadonlyMap<string, Collection>,
  ) {
    this.#dialect = dialect;
    this.#collections = collections;
    this.#target = target;
    this.#going = going;
  }

  follow(collection: Collection): RecordFates {
    this.#followed = 0;
    this.#isCut = false;
    const references = this.#referencesOf(collection);
    const deleted = this.#deletedIn(collection, []);
    const blocking = anyOf(
      references
        .filter(({ field }) => field.required && !field.cascadeDelete)
        .flatMap((reference) => this.#losesAll(reference, [collection.id])),
    );
    const released = anyOf(
      references.flatMap((reference) =>
        this.#losesOne(reference, [collection.id]),
      ),
    );
    // The first that holds counts: what goes stands against nothing, and what stands against it stays whole.
    const cases = Object.entries({ deleted, blocking, released }).flatMap(
      ([fate, condition]) =>
        condition === undefined
          ? []
          : [sql`when ${condition} then ${fates[fate as keyof typeof fates]}`],
    );
    return {
      collection,
      fate:
        cases.length === 0
          ? sql`0`
          : sql`(case ${sql.join(cases, sql` `)} else 0 end)`,
      canBeDeleted: deleted !== undefined,
      isAtLeast: this.#isCut,
    };
  }

  /** Relations of the collection to those that go. */
  #referencesOf(collection: Collection): readonly Reference[] {
    return [...this.#going.values()]
      .flatMap((other) => findReferences(this.#collections, other))
      .filter((reference) => reference.collection.id === collection.id);
  }

  /** @param path the collections that this is a part of the query for */
  #deletedIn(collection: Collection, path: readonly string[]): SQL | undefined {
    return anyOf(
      this.#referencesOf(collection)
        .filter(({ field }) => field.cascadeDelete)
        .flatMap((reference) =>
          this.#losesAll(reference, [...path, collection.id]),
        ),
    );
  }

  /** The ids that go of what a relation points at; none where it cannot be followed. */
  #goneIds({ field }: Reference, path: readonly string[]): SQL | undefined {
    const other = this.#going.get(field.collectionId);
    if (other === undefined) return undefined;
    const table = sql.identifier(other.name);
    const id = this.#dialect.identifier(other.name, "id");
    if (other.id === this.#target.id) return sql`select ${id} from ${table}`;
    if (path.includes(other.id) || this.#followed >= mostFollowed) {
      this.#isCut = true;
      return undefined;
    }
    this.#followed++;
    const deleted = this.#deletedIn(other, path);
    return deleted && sql`select ${id} from ${table} where ${deleted}`;
  }

  #losesOne(reference: Reference, path: readonly string[]): SQL[] {
    const ids = this.#goneIds(reference, path);
    if (ids === undefined) return [];
    const { collection, field } = reference;
    const column = this.#dialect.identifier(collection.name, field.name);
    return [
      fieldTypeOf(field).isMultiple(field)
        ? this.#hasEntry(column, sql`in (${ids})`)
        : sql`${column} in (${ids})`,
    ];
  }

  #losesAll(reference: Reference, path: readonly string[]): SQL[] {
    const ids = this.#goneIds(reference, path);
    if (ids === undefined) return [];
    const { collection, field } = reference;
    const column = this.#dialect.identifier(collection.name, field.name);
    if (!fieldTypeOf(field).isMultiple(field))
      return [sql`${column} in (${ids})`];
    const count = valueCount(this.#dialect, collection.name, field);
    return [
      sql`(${count} > 0 and not ${this.#hasEntry(column, sql`not in (${ids})`)})`,
    ];
  }

  #hasEntry(column: SQL, condition: SQL): SQL {
    return sql`exists (select 1 from ${this.#dialect.jsonEach(column, "entry")} where ${this.#dialect.identifier("entry", "value")} ${condition})`;
  }
}

function anyOf(conditions: readonly SQL[]): SQL | undefined {
  return conditions.length === 0
    ? undefined
    : sql`(${sql.join([...conditions], sql` or `)})`;
}
