import { useRef } from "react";
import { ControlBox } from "../../../components/fields/control-box.tsx";
import {
  FieldFrame,
  type FieldProps,
} from "../../../components/fields/field.tsx";
import { plainText } from "../../../components/fields/text-field.tsx";
import { asName } from "./fields/name-problem.ts";

/** A name that the API and SQL can use: what neither takes is replaced as one types. */
export function NameField({
  value,
  onChange,
  problem,
  placeholder,
  disabled,
  takesFocus = false,
  ...frame
}: FieldProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong with it, as far as this page can tell. */
  readonly problem?: string | undefined;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  /** Whether it takes the focus when it appears, with its text selected, as for something new. */
  readonly takesFocus?: boolean;
}) {
  const wasSelected = useRef(false);
  return (
    <FieldFrame {...frame} {...(problem !== undefined && { problem })}>
      {({ control, isWrong, edited }) => (
        <ControlBox isWrong={isWrong} disabled={disabled}>
          <input
            {...control}
            {...plainText}
            type="text"
            name={frame.name}
            autoComplete="off"
            value={value}
            placeholder={placeholder}
            disabled={disabled}
            autoFocus={takesFocus}
            onFocus={(event) => {
              if (!takesFocus || wasSelected.current) return;
              wasSelected.current = true;
              event.target.select();
            }}
            onChange={(event) => {
              edited();
              onChange(asName(event.target.value));
            }}
          />
        </ControlBox>
      )}
    </FieldFrame>
  );
}
