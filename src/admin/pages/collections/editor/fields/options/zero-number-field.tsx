import type { ReactNode } from "react";
import { NumberField } from "../../../../../components/fields/number-field.tsx";

/** A whole number of which 0 means that there is none. */
export function ZeroNumberField({
  value,
  onChange,
  ...field
}: {
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly min?: number;
  readonly max?: number;
  readonly unit?: ReactNode;
  readonly placeholder?: string;
}) {
  return (
    <NumberField
      {...field}
      min={field.min ?? 0}
      value={value === 0 ? null : value}
      onChange={(next) => onChange(Math.trunc(next ?? 0))}
    />
  );
}
