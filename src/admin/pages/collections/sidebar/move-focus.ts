/**
 * Moves the focus among the collections of the list, and between them and the search above.
 * @param key as `KeyboardEvent.key` says it
 * @returns whether it was a key for that
 */
export function moveFocus(within: HTMLElement | null, key: string): boolean {
  const active = document.activeElement;
  const places = Array.from(
    within?.querySelectorAll<HTMLElement>(
      "[role=searchbox], a[data-collection], summary",
    ) ?? [],
  ).filter((place) => place.checkVisibility());
  const at = places.findIndex((place) => place === active);
  if (at === -1) return false;
  const isInSearch = active?.role === "searchbox";
  const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[key];
  const end = { Home: 0, End: places.length - 1 }[key];
  const target = next ?? (isInSearch ? undefined : end);
  if (target === undefined) return false;
  places[Math.min(Math.max(target, 0), places.length - 1)]?.focus();
  return true;
}
