import { useState } from "react";

/** How a value is read from a text, and written. */
export interface Writing<T> {
  readonly read: (text: string) => T;
  readonly write: (value: T) => string;
  /** `Object.is` unless given. */
  readonly isSame?: (one: T, other: T) => boolean;
}

/**
 * The text in a field whose value is something else. It stays as it is typed; when the value changes by something else than
 * typing, it is written anew.
 */
export function useTyped<T>(
  value: T,
  { read, write, isSame = Object.is }: Writing<T>,
): readonly [text: string, setText: (text: string) => void] {
  const [last, setLast] = useState(() => ({ value, text: write(value) }));
  if (!isSame(last.value, value)) {
    const isTyped = isSame(read(last.text), value);
    setLast({ value, text: isTyped ? last.text : write(value) });
  }
  return [last.text, (text) => setLast({ ...last, text })];
}
