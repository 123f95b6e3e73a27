import { Minus, Plus } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { fieldText as texts } from "../../text/fields.ts";
import { fill } from "../../text/index.ts";
import { ControlBox } from "./control-box.tsx";
import { ControlButton } from "./control-button.tsx";
import { FieldFrame, type FieldProps } from "./field.tsx";
import { useTyped, type Writing } from "../hooks/use-typed.ts";
import { parseNumber, stepNumber } from "./number-text.ts";

/** A number, written as the API writes it; what is typed stays as it is. Null while there is none, unless told. */
export function NumberField({
  value,
  onChange,
  onBlur,
  min,
  max,
  step = 1,
  none = null,
  isZeroNone = false,
  unit,
  placeholder,
  disabled,
  autoFocus,
  ...frame
}: FieldProps & {
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly onBlur?: () => void;
  /** The least and the most that it may be. */
  readonly min?: number;
  readonly max?: number;
  /** What the buttons and the arrow keys add. */
  readonly step?: number;
  /** What a field without a number stands for, where there must be one. */
  readonly none?: number | null;
  /** Whether 0 means that there is no number, which is then allowed beyond the limits. */
  readonly isZeroNone?: boolean;
  /** After the number. */
  readonly unit?: ReactNode;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
}) {
  const writing = writingOf(none);
  const [typed, setTyped] = useTyped(value, writing);
  const [wasLeft, setLeft] = useState(true);

  const limits = { min, max };
  const isNone = isZeroNone && value === 0;
  const problem = wasLeft && !isNone ? problemOf(typed, limits) : undefined;

  return (
    <FieldFrame
      {...frame}
      problem={problem}
      isUnread={parseNumber(typed) === undefined}
    >
      {({ control, isWrong, edited }) => {
        function change(text: string): void {
          edited();
          setTyped(text);
          const next = writing.read(text);
          if (next !== value) onChange(next);
        }
        function add(amount: number): void {
          change(writing.write(stepNumber(value, amount, limits)));
        }
        function handleKey(event: KeyboardEvent): void {
          const factor = event.shiftKey ? 10 : 1;
          if (event.key === "ArrowUp") add(step * factor);
          else if (event.key === "ArrowDown") add(-step * factor);
          else return;
          event.preventDefault();
        }
        return (
          <ControlBox
            isWrong={isWrong}
            disabled={disabled}
            suffix={unit}
            buttons={
              <>
                {" "}
                <ControlButton
                  icon={Minus}
                  label={fill(texts.less, { field: frame.label })}
                  tabIndex={-1}
                  disabled={disabled}
                  onClick={() => add(-step)}
                />
                <ControlButton
                  icon={Plus}
                  label={fill(texts.more, { field: frame.label })}
                  tabIndex={-1}
                  disabled={disabled}
                  onClick={() => add(step)}
                />
              </>
            }
          >
            <input
              {...control}
              name={frame.name}
              type="text"
              inputMode={min !== undefined && min >= 0 ? "decimal" : "text"}
              autoComplete="off"
              value={typed}
              placeholder={placeholder}
              disabled={disabled}
              autoFocus={autoFocus}
              onChange={(event) => {
                setLeft(false);
                change(event.target.value);
              }}
              onKeyDown={handleKey}
              onBlur={() => {
                setLeft(true);
                if (typed.trim() === "") setTyped(writing.write(value));
                onBlur?.();
              }}
            />
          </ControlBox>
        );
      }}
    </FieldFrame>
  );
}

function writingOf(none: number | null): Writing<number | null> {
  return {
    read: (text) => parseNumber(text) ?? none,
    write: (value) => (value === null ? "" : String(value)),
  };
}

function problemOf(
  text: string,
  { min, max }: { readonly min?: number; readonly max?: number },
): string | undefined {
  const value = parseNumber(text);
  if (value === undefined) return texts.notNumber;
  if (value === null) return undefined;
  if (min !== undefined && value < min) return fill(texts.tooSmall, { min });
  if (max !== undefined && value > max) return fill(texts.tooLarge, { max });
  return undefined;
}
