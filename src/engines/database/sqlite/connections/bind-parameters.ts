import { Slot, type SlotValues, type SqlValue } from "../../database.ts";
import { isSqlValue, unfitValue } from "./sql-value.ts";

/** What SQLite itself takes. */
export type Binding = string | number | bigint | null | Uint8Array;

/**
 * Fills a statement's slots.
 *
 * @throws {TypeError} a slot has no value, or one that no column can hold
 */
export function bindParameters(
  parameters: readonly (SqlValue | Slot)[],
  values: SlotValues | undefined,
): Binding[] {
  const bindings: Binding[] = [];
  for (const parameter of parameters) {
    bindings.push(
      toBinding(
        parameter instanceof Slot ? slotValue(parameter, values) : parameter,
      ),
    );
  }
  return bindings;
}

function slotValue(slot: Slot, values: SlotValues | undefined): SqlValue {
  const value = values?.[slot.name];
  if (value !== undefined) return value;
  throw new TypeError(`The slot "${slot.name}" of a query has no value.`);
}

function toBinding(value: SqlValue): Binding {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (!isSqlValue(value)) throw unfitValue(value);
  // bun:sqlite would cut it off without a word.
  if (typeof value === "bigint" && BigInt.asIntN(64, value) !== value) {
    throw new TypeError("A value of a query has more than 64 bits.");
  }
  return value;
}
