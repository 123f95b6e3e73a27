import { useCallback, useMemo, useSyncExternalStore } from "react";

/** Names of what this app remembers, so that it does not meet what other apps of the same origin do. */
const prefix = "hutch.";

/** What the browser does not let be stored lasts as long as the page. */
const unstored = new Map<string, string>();
const listeners = new Set<() => void>();

/**
 * A value that this browser remembers, the same in all tabs.
 *
 * @param key without the `hutch.` that it is stored under
 * @param parse makes the value of what was stored, which may be anything; undefined is taken as nothing stored. Defined
 *   outside of the component, or memoized.
 */
export function useStored<T>(
  key: string,
  initial: T,
  parse: (stored: unknown) => T | undefined,
): readonly [T, (value: T) => void] {
  const stored = useSyncExternalStore(subscribe, () => read(prefix + key));
  const value = useMemo(() => parseStored(stored, parse), [stored, parse]);
  const store = useCallback(
    (changed: T) => write(prefix + key, JSON.stringify(changed)),
    [key],
  );
  return [value ?? initial, store];
}

/** The same outside of components, as it is now. */
export function readStored<T>(
  key: string,
  initial: T,
  parse: (stored: unknown) => T | undefined,
): T {
  return parseStored(read(prefix + key), parse) ?? initial;
}

function parseStored<T>(
  stored: string | null,
  parse: (stored: unknown) => T | undefined,
): T | undefined {
  if (stored === null) return undefined;
  try {
    return parse(JSON.parse(stored));
  } catch {
    // An older version, or another program, wrote what means nothing to this one.
    return undefined;
  }
}

function read(key: string): string | null {
  try {
    return unstored.get(key) ?? localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
    unstored.delete(key);
  } catch {
    unstored.set(key, value);
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}
