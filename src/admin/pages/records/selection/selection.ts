/** Which records are selected: these, by their ids, or all that the filter finds except these. */
export interface Selection {
  readonly kind: "these" | "allExcept";
  readonly ids: ReadonlySet<string>;
}

export const nothingSelected: Selection = { kind: "these", ids: new Set() };
export const allSelected: Selection = { kind: "allExcept", ids: new Set() };

export function isSelected({ kind, ids }: Selection, id: string): boolean {
  return ids.has(id) === (kind === "these");
}

export function isAnySelected({ kind, ids }: Selection): boolean {
  return kind === "allExcept" || ids.size > 0;
}

/** How many of so many records are selected. */
export function countSelected({ kind, ids }: Selection, total: number): number {
  return kind === "these" ? ids.size : Math.max(0, total - ids.size);
}

/** Selects these records too, or no longer. */
export function select(
  { kind, ids }: Selection,
  changed: Iterable<string>,
  isOn: boolean,
): Selection {
  const isListed = isOn === (kind === "these");
  const next = new Set(ids);
  for (const id of changed) {
    if (isListed) next.add(id);
    else next.delete(id);
  }
  return { kind, ids: next };
}

/** What of so many records is selected. */
export function extentOf(
  selection: Selection,
  total: number,
): "all" | "some" | "none" {
  const count = countSelected(selection, total);
  if (count === 0) return "none";
  return count < total ? "some" : "all";
}
