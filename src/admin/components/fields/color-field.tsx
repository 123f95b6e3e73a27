import { type CSSProperties, useState } from "react";
import { fieldText as texts } from "../../text/fields.ts";
import { fill } from "../../text/index.ts";
import styles from "./color-field.module.css";
import { ControlBox } from "./control-box.tsx";
import { FieldFrame, type FieldProps } from "./field.tsx";
import { parseColor } from "./hex-color.ts";
import { useTyped, type Writing } from "../hooks/use-typed.ts";
import { plainText } from "./text-field.tsx";

/** A colour, picked or written. The value is `#rrggbb`, or "" while there is none, which shows as a crossed out box. */
export function ColorField({
  value,
  onChange,
  disabled,
  colorWhenEmpty,
  ...frame
}: FieldProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
  /** What counts while there is none, as CSS writes colours. */
  readonly colorWhenEmpty?: string;
}) {
  const [typed, setTyped] = useTyped(value, writing);
  const [wasLeft, setLeft] = useState(true);

  const shown =
    value === "" && colorWhenEmpty !== undefined
      ? ({ "--shown": colorWhenEmpty } as CSSProperties)
      : undefined;
  const isUnread = parseColor(typed) === undefined;
  const problem =
    wasLeft && isUnread
      ? fill(texts.notColor, { example: texts.colorExample })
      : undefined;

  return (
    <FieldFrame {...frame} problem={problem} isUnread={isUnread}>
      {({ control, isWrong, edited }) => {
        function change(text: string): void {
          edited();
          setTyped(text);
          onChange(writing.read(text));
        }
        return (
          <ControlBox isWrong={isWrong} disabled={disabled} monospaced>
            <input
              type="color"
              className={styles["swatch"]}
              aria-label={fill(texts.pickColor, { field: frame.label })}
              // Without a colour it shows black.
              value={parseColor(value) || "#000000"}
              data-empty={value === "" || undefined}
              style={shown}
              disabled={disabled}
              onChange={(event) => change(event.target.value)}
            />
            <input
              {...control}
              {...plainText}
              name={frame.name}
              type="text"
              autoComplete="off"
              value={typed}
              placeholder={texts.colorExample}
              disabled={disabled}
              onChange={(event) => {
                setLeft(false);
                change(event.target.value);
              }}
              onBlur={() => {
                setLeft(true);
                const color = parseColor(typed);
                if (color !== undefined) setTyped(color);
              }}
            />
          </ControlBox>
        );
      }}
    </FieldFrame>
  );
}

const writing: Writing<string> = {
  read: (text) => parseColor(text) ?? "",
  write: (value) => value,
};
