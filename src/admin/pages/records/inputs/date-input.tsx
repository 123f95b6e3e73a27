import { useMemo } from "react";
import {
  readApiTime,
  writeApiTime,
} from "../../../components/fields/date-words.ts";
import { DateTimeField } from "../../../components/fields/date-time-field.tsx";
import { frameOf, type InputProps } from "./input-props.ts";
import { textOf } from "../plain-values.ts";

/** A moment: shown in the zone that was chosen, kept in UTC. */
export function DateInput(props: InputProps) {
  const { value, onChange } = props;
  const text = textOf(value);
  const date = useMemo(() => readApiTime(text), [text]);
  return (
    <DateTimeField
      {...frameOf(props)}
      value={date}
      onChange={(next) => onChange(writeApiTime(next))}
    />
  );
}
