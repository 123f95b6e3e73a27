import { Popover } from "@base-ui/react/popover";
import { isValid, startOfMinute } from "date-fns";
import { CalendarDays, X } from "lucide-react";
import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { fieldText as texts } from "../../text/fields.ts";
import { fill } from "../../text/index.ts";
import { ControlBox } from "./control-box.tsx";
import { ControlButton } from "./control-button.tsx";
import styles from "./date-time-field.module.css";
import { parseDate, writeApiTime, writeDate } from "./date-words.ts";
import { FieldFrame, type FieldProps } from "./field.tsx";
import { useTyped, type Writing } from "../hooks/use-typed.ts";
import type { ShownZone } from "../times/clock.ts";
import { useShownZone } from "../times/shown-zone.tsx";
import { writeWithZone } from "../times/write-moment.ts";

const CalendarPicker = lazy(async () => {
  const picker = await import("./calendar-picker.tsx");
  return { default: picker.CalendarPicker };
});

/** A time, in the zone that was chosen for what is shown. */
export function DateTimeField({
  value,
  onChange,
  onBlur,
  disabled,
  autoFocus,
  hint,
  ...frame
}: FieldProps & {
  /** Null while there is none, or what is typed is no date. */
  readonly value: Date | null;
  readonly onChange: (value: Date | null) => void;
  readonly onBlur?: () => void;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
}) {
  const zone = useShownZone();
  const writing = writings[zone];
  const [typed, setTyped] = useTyped(value, writing);
  const [typedIn, setTypedIn] = useState(zone);
  const [wasLeft, setLeft] = useState(true);
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);

  const isNone = parseDate(typed, zone) === undefined;
  const problem =
    wasLeft && isNone
      ? fill(texts.notDate, { example: texts.dateExample })
      : undefined;

  if (typedIn !== zone) {
    setTypedIn(zone);
    // It would mean something else now. What is no date yet is left for who types it.
    if (!isNone) setTyped(writing.write(value));
  }

  return (
    <FieldFrame
      {...frame}
      problem={problem}
      isUnread={isNone}
      hint={
        // The problem takes its line: what is below must not move away from who clicks there, which is what leaves the field.
        problem === undefined ? (
          <ZoneHint value={value} zone={zone} hint={hint} />
        ) : (
          hint
        )
      }
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
              placeholder={texts.dateExample}
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
                aria-label={fill(texts.setNow, {
                  field: frame.label,
                })}
                onClick={() => {
                  take(startOfMinute(new Date()));
                  input.current?.focus();
                }}
              >
                {texts.now}
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
                        key={zone}
                        value={value}
                        zone={zone}
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

/** Which zone the field is in, and what its time is in the other one. */
function ZoneHint({
  value,
  zone,
  hint,
}: {
  readonly value: Date | null;
  readonly zone: ShownZone;
  readonly hint: ReactNode;
}) {
  const time = value !== null && isValid(value) ? value : undefined;
  return (
    <>
      {hint}
      <div className={styles["zone"]}>
        {zone === "local"
          ? time === undefined
            ? texts.inLocal
            : fill(texts.storedAs, { value: writeApiTime(time) })
          : time === undefined
            ? texts.inUtc
            : fill(texts.hereIs, { value: writeWithZone(time, "local") })}
      </div>
    </>
  );
}

function writingIn(zone: ShownZone): Writing<Date | null> {
  return {
    read: (text) => parseDate(text, zone) ?? null,
    write: (date) => writeDate(date, zone),
    isSame: (one, other) => Object.is(one?.getTime(), other?.getTime()),
  };
}

const writings = { local: writingIn("local"), utc: writingIn("utc") } as const;
