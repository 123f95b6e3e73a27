import { Popover } from "@base-ui/react/popover";
import { isValid, startOfDay, startOfMinute } from "date-fns";
import { CalendarDays, X } from "lucide-react";
import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { fieldText as texts } from "../../text/fields.ts";
import { fill } from "../../text/index.ts";
import { ControlBox } from "./control-box.tsx";
import { ControlButton } from "./control-button.tsx";
import styles from "./date-time-field.module.css";
import { parseDate, writeDate, writeUtc } from "./date-words.ts";
import { FieldFrame, type FieldProps } from "./field.tsx";
import { useTyped, type Writing } from "../hooks/use-typed.ts";

const CalendarPicker = lazy(async () => {
  const picker = await import("./calendar-picker.tsx");
  return { default: picker.CalendarPicker };
});

/** A time, in the visitor's zone. Null while there is none, or what is typed is no date. */
export function DateTimeField({
  value,
  onChange,
  onBlur,
  withTime = true,
  disabled,
  autoFocus,
  hint,
  ...frame
}: FieldProps & {
  readonly value: Date | null;
  readonly onChange: (value: Date | null) => void;
  readonly onBlur?: () => void;
  /** False where only the day matters: it then begins with it. */
  readonly withTime?: boolean;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
}) {
  const writing = withTime ? asTime : asDay;
  const [typed, setTyped] = useTyped(value, writing);
  const [wasLeft, setLeft] = useState(true);
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);

  const example = withTime ? texts.dateTimeExample : texts.dateExample;
  const isNone = parseDate(typed) === undefined;
  const problem =
    wasLeft && isNone ? fill(texts.notDate, { example }) : undefined;

  return (
    <FieldFrame
      {...frame}
      problem={problem}
      isUnread={isNone}
      hint={withTime ? <UtcHint value={value} hint={hint} /> : hint}
    >
      {({ control, isWrong, edited }) => {
        function change(date: Date | null): void {
          edited();
          onChange(date);
        }
        function take(date: Date | null): void {
          setTyped(writing.write(date));
          change(date);
        }
        return (
          <ControlBox ref={box} isWrong={isWrong} disabled={disabled}>
            <input
              {...control}
              ref={input}
              name={frame.name}
              type="text"
              autoComplete="off"
              spellCheck={false}
              value={typed}
              placeholder={example}
              disabled={disabled}
              autoFocus={autoFocus}
              onChange={({ target }) => {
                setLeft(false);
                setTyped(target.value);
                change(writing.read(target.value));
              }}
              onBlur={() => {
                setLeft(true);
                // What was written in another way, or for another zone.
                if (!isNone) setTyped(writing.write(value));
                onBlur?.();
              }}
            />
            {disabled !== true && typed === "" && (
              <button
                type="button"
                className={styles["now"]}
                aria-label={fill(withTime ? texts.setNow : texts.setToday, {
                  field: frame.label,
                })}
                onClick={() => {
                  take(
                    withTime
                      ? startOfMinute(new Date())
                      : startOfDay(new Date()),
                  );
                  input.current?.focus();
                }}
              >
                {withTime ? texts.now : texts.today}
              </button>
            )}
            {disabled !== true && typed !== "" && (
              <ControlButton
                icon={X}
                label={fill(texts.clear, { field: frame.label })}
                onClick={() => {
                  take(null);
                  input.current?.focus();
                }}
              />
            )}
            <Popover.Root open={isOpen} onOpenChange={setOpen}>
              <Popover.Trigger
                disabled={disabled}
                render={
                  <ControlButton
                    icon={CalendarDays}
                    label={fill(texts.openCalendar, { field: frame.label })}
                  />
                }
              />
              <Popover.Portal>
                <Popover.Positioner
                  className={styles["positioner"]}
                  anchor={box}
                  align="end"
                  sideOffset={4}
                  collisionPadding={8}
                >
                  <Popover.Popup
                    className={styles["popup"]}
                    aria-label={frame.label}
                  >
                    <Suspense fallback={<div className={styles["room"]} />}>
                      <CalendarPicker
                        value={value}
                        withTime={withTime}
                        onChange={take}
                        onDone={() => setOpen(false)}
                      />
                    </Suspense>
                  </Popover.Popup>
                </Popover.Positioner>
              </Popover.Portal>
            </Popover.Root>
          </ControlBox>
        );
      }}
    </FieldFrame>
  );
}

function UtcHint({
  value,
  hint,
}: {
  readonly value: Date | null;
  readonly hint: ReactNode;
}) {
  return (
    <>
      {hint}
      {/* Its line is there also while there is no value, so that nothing moves. */}
      <div className={styles["utc"]}>
        {value !== null &&
          isValid(value) &&
          fill(texts.utc, { value: writeUtc(value) })}
      </div>
    </>
  );
}

const asTime: Writing<Date | null> = {
  read: (text) => parseDate(text) ?? null,
  write: (date) => writeDate(date, true),
  isSame: (one, other) => Object.is(one?.getTime(), other?.getTime()),
};

const asDay: Writing<Date | null> = {
  ...asTime,
  read(text) {
    const date = asTime.read(text);
    return date && startOfDay(date);
  },
  write: (date) => writeDate(date, false),
};
