/** A set of characters as ranges of code points, both ends included, in order and apart from each other. */
export type CharacterSet = readonly (readonly [number, number])[];

/** The set that holds all of the ranges, which may overlap. */
export function characterSet(
  ranges: readonly (readonly [number, number])[],
): CharacterSet {
  const merged: [number, number][] = [];
  for (const [first, last] of ranges.toSorted(([a], [b]) => a - b)) {
    const previous = merged.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) {
      previous[1] = Math.max(previous[1], last);
    } else {
      merged.push([first, last]);
    }
  }
  return merged;
}

/** The set of the characters in the text. */
export function charactersOf(text: string): CharacterSet {
  return characterSet(
    Array.from(text, (character) => {
      const point = character.codePointAt(0) ?? 0;
      return [point, point];
    }),
  );
}

/** What is not in the set, among printable ASCII if there is any, else among the other characters of one code unit. */
export function complement(set: CharacterSet): CharacterSet {
  const printable = without(set, 0x20, 0x7e);
  return printable.length > 0 ? printable : without(set, 0xa0, 0xd7ff);
}

/** All characters of one code unit that the expression matches alone. */
export function charactersMatching(expression: RegExp): CharacterSet {
  const ranges: [number, number][] = [];
  for (let point = 0; point <= 0xd7ff; point++) {
    if (expression.test(String.fromCodePoint(point)))
      ranges.push([point, point]);
  }
  return characterSet(ranges);
}

/** How many characters the set has. */
export function sizeOf(set: CharacterSet): number {
  return set.reduce((size, [first, last]) => size + last - first + 1, 0);
}

/** The set's characters one by one. */
export function list(set: CharacterSet): string[] {
  return set.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) =>
      String.fromCodePoint(first + index),
    ),
  );
}

/** The set's character at the index, counted from 0 in order of code points; empty beyond its size. */
export function characterAt(set: CharacterSet, index: number): string {
  let left = index;
  for (const [first, last] of set) {
    const size = last - first + 1;
    if (left < size) return String.fromCodePoint(first + left);
    left -= size;
  }
  return "";
}

function without(set: CharacterSet, from: number, to: number): CharacterSet {
  const rest: [number, number][] = [];
  let next = from;
  for (const [first, last] of set) {
    if (first > next) rest.push([next, Math.min(first - 1, to)]);
    next = Math.max(next, last + 1);
    if (next > to) break;
  }
  if (next <= to) rest.push([next, to]);
  return rest.filter(([first, last]) => first <= last);
}
