import { type SQL, sql } from "drizzle-orm";
import type { Collection } from "../../../collections/collection.ts";
import { type Index, parseIndex } from "../../../collections/indexes.ts";
import { type FieldError, fieldError, Invalid } from "../../../errors.ts";
import type { RecordParts } from "../../record-parts.ts";
import type { RecordValues } from "../../record.ts";
import { shapeOf } from "../../record-shape.ts";
import { slotOf, slotValues } from "../../saving/write-rows.ts";

/** Keys of each index that are remembered: more rows are not compared with each other, but with what is stored. */
const mostRemembered = 1_000_000;

/** The values of a row in the columns of a unique index; undefined if the index does not have the row. */
type Key = readonly (string | number | boolean | bigint | null)[] | undefined;

/**
 * What must not be twice, judged ahead of writing: against the stored records, and among the rows of a file. Writing judges
 * it again.
 */
export class UniqueKeys {
  readonly #parts: RecordParts;
  readonly #collection: Collection;
  readonly #indexes: readonly Index[];
  /** By index: the record that each key is for. */
  readonly #taken: readonly Map<string, string>[];

  constructor(parts: RecordParts, collection: Collection) {
    this.#parts = parts;
    this.#collection = collection;
    this.#indexes = uniqueIndexes(collection);
    this.#taken = this.#indexes.map(() => new Map<string, string>());
  }

  /**
   * Takes what a record would have.
   *
   * @throws {Invalid} another one has it; by field
   */
  async take(id: string, values: RecordValues): Promise<void> {
    const noted: { readonly place: number; readonly text: string }[] = [];
    for (const [place, index] of this.#indexes.entries()) {
      const key = await this.#keyOf(place, index, values);
      if (key === undefined || key.includes(null)) continue;
      const text = textOf(index, key);
      const holder = this.#taken[place]?.get(text);
      const isTaken =
        (holder !== undefined && holder !== id) ||
        (await this.#isStored(place, index, key, id));
      if (isTaken) throw new Invalid("The row is wrong.", this.#errors(index));
      noted.push({ place, text });
    }
    for (const { place, text } of noted) {
      const taken = this.#taken[place];
      if (taken !== undefined && taken.size < mostRemembered) {
        taken.set(text, id);
      }
    }
  }

  async #keyOf(
    place: number,
    { columns, where }: Index,
    values: RecordValues,
  ): Promise<Key> {
    const { fields, byName } = shapeOf(this.#collection);
    const only = columns.length === 1 ? columns[0] : undefined;
    const typed = only && byName.get(only.name);
    if (typed !== undefined && only?.isExpression === false && where === "") {
      // As it is with most: nothing has to be asked of the database.
      const value = slotValues([typed], values)[typed.slot] ?? null;
      return value instanceof Uint8Array ? undefined : [value];
    }
    const { database, statements } = this.#parts;
    const { dialect } = database;
    const statement = statements.get(
      `unique-key:${this.#collection.version}:${place}`,
      () => {
        const table = dialect.identifier(this.#collection.name);
        const slots = fields.map(
          (field) => sql`${slotOf(field)} as ${dialect.identifier(field.name)}`,
        );
        const keys = columns.map(
          (column, at) =>
            sql`${valueOf(column, dialect.identifier)} as ${dialect.identifier(`key_${at}`)}`,
        );
        const condition = where === "" ? sql`` : sql` where ${sql.raw(where)}`;
        return sql`with ${table} as (select ${sql.join(slots, sql`, `)}) select ${sql.join(keys, sql`, `)} from ${table}${condition}`;
      },
    );
    const row = await database.get(statement, slotValues(fields, values));
    if (row === undefined) return undefined;
    return columns.map((_, at) => {
      const value = row[`key_${at}`] ?? null;
      return value instanceof Uint8Array ? null : value;
    });
  }

  async #isStored(
    place: number,
    { columns, where }: Index,
    key: NonNullable<Key>,
    id: string,
  ): Promise<boolean> {
    const { database, statements } = this.#parts;
    const { dialect } = database;
    const statement = statements.get(
      `unique-stored:${this.#collection.version}:${place}`,
      () => {
        const isSame = columns.map((column, at) => {
          const value = valueOf(column, dialect.identifier);
          const collate = /^\w+$/.test(column.collate)
            ? sql.raw(` collate ${column.collate}`)
            : sql``;
          return sql`${value}${collate} = ${sql.placeholder(`key_${at}`)}`;
        });
        const conditions: SQL[] = [...isSame];
        if (where !== "") conditions.push(sql`(${sql.raw(where)})`);
        conditions.push(
          sql`${dialect.identifier("id")} <> ${sql.placeholder("record_id")}`,
        );
        return sql`select 1 as taken from ${dialect.identifier(this.#collection.name)} where ${sql.join(conditions, sql` and `)} limit 1`;
      },
    );
    const slots = Object.fromEntries(
      key.map((value, at) => [`key_${at}`, value]),
    );
    return (
      (await database.get(statement, { ...slots, record_id: id })) !== undefined
    );
  }

  #errors({ columns }: Index): Record<string, FieldError> {
    const errors: Record<string, FieldError> = {};
    for (const { name } of columns) {
      const field = this.#collection.fields.find(
        (one) => one.name.toLowerCase() === name.toLowerCase(),
      );
      if (field !== undefined) errors[field.name] = notUnique;
    }
    return errors;
  }
}

const notUnique = fieldError("validation_not_unique", "Value must be unique.");

function uniqueIndexes({ indexes }: Collection): readonly Index[] {
  return indexes
    .map((statement) => parseIndex(statement))
    .filter((index) => index !== undefined)
    .filter(({ unique }) => unique);
}

/** The index is the schema's, which superusers write: its expressions stand in it as they are. */
function valueOf(
  { name, isExpression }: Index["columns"][number],
  identifier: (...path: readonly string[]) => SQL,
): SQL {
  return isExpression ? sql`(${sql.raw(name)})` : identifier(name);
}

/** Keys that are the same to the index have the same text. */
function textOf({ columns }: Index, key: NonNullable<Key>): string {
  const parts = key.map((value, at) =>
    typeof value === "string" && columns[at]?.collate.toLowerCase() === "nocase"
      ? value.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
      : typeof value === "bigint"
        ? String(value)
        : value,
  );
  return JSON.stringify(parts);
}
