/** Searches that are remembered for a collection. */
const most = 20;

/** The history with one more search at its beginning. */
export function withSearch(
  history: readonly string[],
  search: string,
): readonly string[] {
  const text = search.trim();
  if (text === "") return history;
  return [text, ...history.filter((other) => other !== text)].slice(0, most);
}

export function parseHistory(stored: unknown): readonly string[] | undefined {
  if (!Array.isArray(stored)) return undefined;
  return stored.filter((search) => typeof search === "string").slice(0, most);
}
