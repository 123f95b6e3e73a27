import { componentsText } from "../../text/components.ts";
import styles from "./date-text.module.css";
import { readApiTime } from "../fields/date-words.ts";
import { useMinute } from "../hooks/use-minute.ts";
import { useShownZone } from "../times/shown-zone.tsx";
import {
  writeElsewhere,
  writeMoment,
  writeWithZone,
} from "../times/write-moment.ts";
import { timeFromNow } from "./time-from-now.ts";

/** A moment in the zone that was chosen; pointing at it shows it in the other one. */
export function DateText({
  value,
  relative = false,
}: {
  /** As the API writes it, with a space or a `T` before the time; empty for none. */
  readonly value: string;
  /** Whether it is said as the time from now. */
  readonly relative?: boolean;
}) {
  const zone = useShownZone();
  const date = readApiTime(value);
  if (date === null) {
    return <span className={styles["none"]}>{componentsText.noDate}</span>;
  }
  const other = writeElsewhere(date, zone);
  return (
    // The browser's own tooltip, since tables have a great many of these.
    <time
      className={styles["date"]}
      dateTime={date.toISOString()}
      title={relative ? `${writeWithZone(date, zone)}\n${other}` : other}
    >
      {relative ? <Distance date={date} /> : writeMoment(date, zone)}
    </time>
  );
}

function Distance({ date }: { readonly date: Date }) {
  return timeFromNow(date, useMinute());
}
