import { isSame } from "../../../components/hooks/is-same.ts";

/** Settings that are being edited: a number may be missing for the moment. */
export type Edited<T> = T extends number
  ? number | null
  : T extends string | boolean | null | undefined
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Edited<Item>[]
      : { readonly [Name in keyof T]: Edited<T[Name]> };

type Values = Readonly<Record<string, unknown>>;

/** What differs from before, to be sent to the server, which keeps the rest as it is. A number that is missing is 0. */
export function changedParts(before: object, after: object): Values {
  const old = before as Values;
  const entries = Object.entries(after).flatMap(
    ([name, value]: [string, unknown]): [string, unknown][] => {
      const was = old[name];
      if (isSame(was, value)) return [];
      return isGroup(was) && isGroup(value)
        ? [[name, changedParts(was, value)]]
        : [[name, withNumbers(value)]];
    },
  );
  return Object.fromEntries(entries);
}

function withNumbers(value: unknown): unknown {
  if (value === null) return 0;
  if (Array.isArray(value)) return value.map(withNumbers);
  if (!isGroup(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, withNumbers(one)]),
  );
}

function isGroup(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
