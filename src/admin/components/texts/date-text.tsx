import { format } from "date-fns";
import { componentsText } from "../../text/components.ts";
import styles from "./date-text.module.css";
import { readApiTime } from "../fields/date-words.ts";
import { useMinute } from "../hooks/use-minute.ts";
import { timeFromNow } from "./time-from-now.ts";

/** A moment in local time; pointing at it shows it in UTC. */
export function DateText({
  value,
  relative = false,
}: {
  /** As the API writes it, with a space or a `T` before the time; empty for none. */
  readonly value: string;
  /** Whether it is said as the time from now. */
  readonly relative?: boolean;
}) {
  const date = readApiTime(value);
  if (date === null) {
    return <span className={styles["none"]}>{componentsText.noDate}</span>;
  }
  const utc = date.toISOString().replace("T", " ").replace("Z", " UTC");
  const local = format(date, "yyyy-MM-dd HH:mm:ss");
  return (
    // The browser's own tooltip, since tables have a great many of these.
    <time
      className={styles["date"]}
      dateTime={date.toISOString()}
      title={relative ? `${local}\n${utc}` : utc}
    >
      {relative ? <Distance date={date} /> : local}
    </time>
  );
}

function Distance({ date }: { readonly date: Date }) {
  return timeFromNow(date, useMinute());
}
