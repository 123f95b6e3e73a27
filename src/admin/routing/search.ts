/** The part of a hash route behind its `?`: plain texts, as in PocketBase's own addresses. */
export type Search = Readonly<Record<string, string>>;

export function parseSearch(text: string): Search {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Only texts are kept, and of them only those that say something. */
export function stringifySearch(
  search: Readonly<Record<string, unknown>>,
): string {
  const entries = Object.entries(search).flatMap(([name, value]) =>
    typeof value === "string" && value !== "" ? [[name, value]] : [],
  );
  return entries.length === 0 ? "" : `?${new URLSearchParams(entries)}`;
}

/** Says that a page takes these search parameters, all of them optional texts. */
export function searchOf<const Name extends string>(...names: readonly Name[]) {
  return (search: Record<string, unknown>): Partial<Record<Name, string>> =>
    Object.fromEntries(
      names.flatMap((name) =>
        typeof search[name] === "string" ? [[name, search[name]]] : [],
      ),
    ) as Partial<Record<Name, string>>;
}
