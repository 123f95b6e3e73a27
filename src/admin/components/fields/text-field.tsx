import type { ReactNode } from "react";
import { ControlBox } from "./control-box.tsx";
import { FieldFrame, type FieldProps } from "./field.tsx";

export interface TextFieldProps extends FieldProps {
  /** Undefined where the form reads the field itself, by its name. */
  readonly value?: string;
  /** What is in such a field at first. */
  readonly defaultValue?: string;
  readonly onChange?: (value: string) => void;
  readonly onBlur?: () => void;
  readonly type?: "text" | "email" | "url" | "password" | "search";
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  /** What the browser may fill in, and what it remembers it as (HTML, section "Autofill"). */
  readonly autoComplete?: string;
  /** Whether it is sentences: the browser may then check spelling, and capitalise. */
  readonly prose?: boolean;
  readonly monospaced?: boolean;
  /** In the field, before and after the text. */
  readonly prefix?: ReactNode;
  readonly suffix?: ReactNode;
}

/** A line of text. */
export function TextField({
  value,
  defaultValue,
  onChange,
  onBlur,
  type = "text",
  placeholder,
  disabled,
  autoFocus,
  autoComplete = "off",
  prose = false,
  monospaced = false,
  prefix,
  suffix,
  buttons,
  ...frame
}: TextFieldProps & {
  /** At the end of the field. */
  readonly buttons?: ReactNode;
}) {
  return (
    <FieldFrame {...frame}>
      {({ control, isWrong, edited }) => (
        <ControlBox
          isWrong={isWrong}
          disabled={disabled}
          monospaced={monospaced}
          prefix={prefix}
          suffix={suffix}
          buttons={buttons}
        >
          <input
            {...control}
            {...(prose ? {} : plainText)}
            name={frame.name}
            type={type}
            value={value}
            defaultValue={defaultValue}
            placeholder={placeholder}
            disabled={disabled}
            autoFocus={autoFocus}
            autoComplete={autoComplete}
            onChange={(event) => {
              edited();
              onChange?.(event.target.value);
            }}
            onBlur={onBlur}
          />
        </ControlBox>
      )}
    </FieldFrame>
  );
}

/** What is no prose is not for the browser to correct. */
export const plainText = {
  autoCapitalize: "none",
  autoCorrect: "off",
  spellCheck: false,
} as const;
