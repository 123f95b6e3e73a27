import { useLayoutEffect, useRef } from "react";
import { classes } from "../classes.ts";
import { ControlBox } from "./control-box.tsx";
import { FieldFrame } from "./field.tsx";
import { plainText, type TextFieldProps } from "./text-field.tsx";
import styles from "./text-area.module.css";

/** Several lines of text. */
export function TextArea({
  value,
  onChange,
  onBlur,
  placeholder,
  disabled,
  autoFocus,
  prose = false,
  monospaced = false,
  rows = 3,
  autoGrow = false,
  ...frame
}: Omit<TextFieldProps, "type" | "autoComplete" | "prefix" | "suffix"> & {
  /** Lines that are shown, at least. */
  readonly rows?: number;
  /** Whether it grows with its text. */
  readonly autoGrow?: boolean;
}) {
  const element = useRef<HTMLTextAreaElement>(null);

  // After each rendering: another text may have come, or another width.
  useLayoutEffect(() => {
    if (autoGrow && element.current !== null) fitToText(element.current);
  });

  return (
    <FieldFrame {...frame}>
      {({ control, isWrong, edited }) => (
        <ControlBox
          isWrong={isWrong}
          disabled={disabled}
          monospaced={monospaced}
        >
          <textarea
            {...control}
            {...(prose ? {} : plainText)}
            ref={element}
            name={frame.name}
            value={value}
            rows={rows}
            placeholder={placeholder}
            disabled={disabled}
            autoFocus={autoFocus}
            className={classes(autoGrow && styles["growing"])}
            onChange={(event) => {
              edited();
              onChange?.(event.target.value);
              if (autoGrow) fitToText(event.target);
            }}
            onBlur={onBlur}
          />
        </ControlBox>
      )}
    </FieldFrame>
  );
}

function fitToText(element: HTMLTextAreaElement): void {
  element.style.height = "auto";
  element.style.height = `${element.scrollHeight}px`;
}
