/** Values of a record, by the names of its fields. */
type Values = Readonly<Record<string, unknown>>;

/** A record that was changed here and elsewhere, field by field. */
export interface Merged {
  /** Those of here, with what was changed only elsewhere. */
  readonly values: Values;
  /** Fields that were changed only elsewhere: their new values are taken over. */
  readonly taken: readonly string[];
  /** Fields that were changed here and elsewhere, to different values: they are as they are here, until somebody decides. */
  readonly conflicting: readonly string[];
}

/**
 * Brings changes together that were made to the same record by two people.
 *
 * @param names  the fields that it has
 * @param base   what both began with
 * @param isSame whether two values of a field mean the same
 */
export function mergeChanges({
  names,
  base,
  mine,
  theirs,
  isSame,
}: {
  readonly names: readonly string[];
  readonly base: Values;
  readonly mine: Values;
  readonly theirs: Values;
  readonly isSame: (name: string, one: unknown, other: unknown) => boolean;
}): Merged {
  const values: Record<string, unknown> = { ...mine };
  const taken: string[] = [];
  const conflicting: string[] = [];
  for (const name of names) {
    const changedBy = (other: Values) => !isSame(name, base[name], other[name]);
    if (!changedBy(theirs) || isSame(name, mine[name], theirs[name])) continue;
    if (changedBy(mine)) {
      conflicting.push(name);
    } else {
      values[name] = theirs[name];
      taken.push(name);
    }
  }
  return { values, taken, conflicting };
}
