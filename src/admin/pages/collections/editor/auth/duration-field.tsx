import type { ReactNode } from "react";
import { NumberField } from "../../../../components/fields/number-field.tsx";
import { authOptionsText } from "../../../../text/auth-options.ts";
import { fill } from "../../../../text/index.ts";
import { describeDuration } from "./duration-words.ts";

/** Seconds, and in words what they are. */
export function DurationField({
  name,
  label,
  value,
  onChange,
  max,
  hint,
}: {
  readonly name: string;
  readonly label: string;
  readonly value: number;
  readonly onChange: (seconds: number) => void;
  /** Seconds. */
  readonly max: number;
  readonly hint?: ReactNode;
}) {
  const duration = describeDuration(value);
  return (
    <NumberField
      name={name}
      label={label}
      required
      min={10}
      max={max}
      step={60}
      none={0}
      unit={authOptionsText.seconds}
      value={value}
      onChange={(seconds) => onChange(seconds ?? 0)}
      hint={
        <>
          {duration !== "" && fill(authOptionsText.thatIs, { duration })}
          {hint !== undefined && " "}
          {hint}
        </>
      }
    />
  );
}
