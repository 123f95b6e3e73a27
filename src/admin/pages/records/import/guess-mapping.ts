/** The field that each column is for, null for none. */
export type ColumnMapping = Readonly<Record<string, string | null>>;

/** Guesses by the names, whose case, spaces and signs say nothing. No field is for two columns. */
export function guessMapping(
  columns: readonly string[],
  fields: readonly string[],
): ColumnMapping {
  const left = new Map(fields.map((name) => [name, plain(name)]));
  const taken: [string, string | null][] = [];
  const take = (column: string, isFor: (field: string) => boolean) => {
    const field = [...left.keys()].find(isFor);
    if (field === undefined) return false;
    left.delete(field);
    taken.push([column, field]);
    return true;
  };
  // The very name goes first, lest one that only resembles it has it.
  const others = columns.filter(
    (column) => !take(column, (field) => field === column),
  );
  for (const column of others) {
    const name = plain(column);
    if (name === "" || !take(column, (field) => left.get(field) === name)) {
      taken.push([column, null]);
    }
  }
  return Object.fromEntries(taken);
}

function plain(name: string): string {
  return name
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** Gives a column another field. The column that had it has none any more. */
export function assignField(
  mapping: ColumnMapping,
  column: string,
  field: string | null,
): ColumnMapping {
  return Object.fromEntries(
    Object.entries({ ...mapping, [column]: field }).map(([name, chosen]) => [
      name,
      name !== column && chosen === field ? null : chosen,
    ]),
  );
}
