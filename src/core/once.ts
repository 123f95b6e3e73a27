/** Makes a value when it is first asked for, and only then: what no start-up needs must not hold it up. */
export function once<T extends object>(make: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= make());
}
