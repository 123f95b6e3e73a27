import { format } from "date-fns";
import { useState } from "react";
import { DayPicker } from "react-day-picker";
import { fieldText as texts } from "../../text/fields.ts";
import styles from "./calendar-picker.module.css";
import { fill } from "../../text/index.ts";
import { calendarDay, moveToDay } from "./date-words.ts";
import { clockAt, momentOf, type ShownZone } from "../times/clock.ts";
import { writeTimeOfDay } from "../times/write-moment.ts";

/** Months to leaf through, and the time of the day. It loads a library: see `DateTimeField`. */
export function CalendarPicker({
  value,
  zone,
  onChange,
  onDone,
}: {
  readonly value: Date | null;
  /** The one whose days and times it shows. */
  readonly zone: ShownZone;
  readonly onChange: (value: Date) => void;
  /** Told that there is nothing more to choose. */
  readonly onDone: () => void;
}) {
  const [today] = useState(() => calendarDay(new Date(), zone));
  const [month, setMonth] = useState(() =>
    value === null ? today : calendarDay(value, zone),
  );
  return (
    <div className={styles["picker"]}>
      <DayPicker
        mode="single"
        required
        autoFocus
        showOutsideDays
        fixedWeeks
        weekStartsOn={1}
        captionLayout="dropdown"
        startMonth={new Date(1900, 0)}
        endMonth={new Date(2100, 11)}
        month={month}
        onMonthChange={setMonth}
        today={today}
        selected={value === null ? undefined : calendarDay(value, zone)}
        onSelect={(day: Date) => onChange(moveToDay(value, day, zone))}
        labels={labels}
        classNames={classNames}
      />
      <label className={styles["time"]}>
        <span>{texts.time}</span>
        <input
          type="time"
          value={value === null ? "" : writeTimeOfDay(value, zone)}
          onChange={(event) => {
            const [hours, minutes] = event.target.value.split(":");
            if (hours === undefined || minutes === undefined) return;
            const clock = clockAt(value ?? new Date(), zone);
            clock.setUTCHours(Number(hours), Number(minutes), 0, 0);
            onChange(momentOf(clock, zone));
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") onDone();
          }}
        />
      </label>
    </div>
  );
}

const classNames: Readonly<Record<string, string | undefined>> = {
  root: styles["root"],
  months: styles["months"],
  month: styles["month"],
  month_caption: styles["caption"],
  caption_label: styles["captionLabel"],
  dropdowns: styles["dropdowns"],
  dropdown_root: styles["dropdownRoot"],
  dropdown: styles["dropdown"],
  nav: styles["nav"],
  button_previous: styles["turn"],
  button_next: styles["turn"],
  chevron: styles["chevron"],
  month_grid: styles["grid"],
  weekday: styles["weekday"],
  day: styles["day"],
  day_button: styles["dayButton"],
  today: styles["today"],
  outside: styles["outside"],
  selected: styles["selected"],
};

const labels = {
  labelDayButton: (day: Date, { today }: { readonly today?: boolean }) => {
    const date = format(day, "EEEE, MMMM d, yyyy");
    return today === true ? fill(texts.isToday, { date }) : date;
  },
};
