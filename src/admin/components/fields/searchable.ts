import type { ReactNode } from "react";
import type { FieldProps } from "./field.tsx";
import type { FieldOption } from "./option.tsx";

/** What the fields have that search in options. */
export interface SearchableProps extends FieldProps {
  readonly options: readonly FieldOption[];
  /** Told what is typed, where the options are found elsewhere: they are then shown as they come. */
  readonly onSearch?: (text: string) => void;
  /** Whether options are still on their way. */
  readonly busy?: boolean;
  /** Where no option fits. */
  readonly emptyText?: ReactNode;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
}

/** Options at once in a list; typing finds the others. */
export const mostShown = 300;

/** Whether two options are of the same value: they may be made anew with each rendering. */
export function isSameOption(one: FieldOption, other: FieldOption): boolean {
  return one.value === other.value;
}

/** Whether an option fits what is typed: each word by its label, its value or its hint. */
export function fits(
  { label, value, hint }: FieldOption,
  query: string,
): boolean {
  const said = `${label}\n${value}\n${hint ?? ""}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}
