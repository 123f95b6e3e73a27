import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { Badge } from "../../../components/badge.tsx";
import { classes } from "../../../components/classes.ts";
import { readApiTime } from "../../../components/fields/date-words.ts";
import { useShownZone } from "../../../components/times/shown-zone.tsx";
import {
  writeElsewhere,
  writeExactly,
} from "../../../components/times/write-moment.ts";
import { fill } from "../../../text/index.ts";
import { logsText } from "../../../text/logs.ts";
import {
  failureOf,
  isRequest,
  type LogEntry,
  summaryOf,
  valueText,
} from "../entries/log-entry.ts";
import { LevelBadge } from "./level-badge.tsx";
import styles from "./log-row.module.css";
import { writeDuration } from "./write-duration.ts";

const { table: texts } = logsText;

/** An entry in the table. */
export const LogRow = memo(function LogRow({
  entry,
  position,
  isSelected,
}: {
  readonly entry: LogEntry;
  /** From 1, the row of headings not counted. */
  readonly position: number;
  readonly isSelected: boolean;
}) {
  const { id, created, message, data } = entry;
  const zone = useShownZone();
  const date = readApiTime(created);
  const time = date === null ? created : writeExactly(date, zone);
  const asked = isRequest(entry);

  return (
    // The table listens to clicks: it has a great many of these.
    <div
      role="row"
      data-id={id}
      aria-rowindex={position + 1}
      aria-selected={isSelected}
      className={classes(styles["row"], isSelected && styles["selected"])}
    >
      <span role="gridcell" className={styles["check"]}>
        <label className={styles["box"]}>
          <input
            type="checkbox"
            checked={isSelected}
            aria-label={fill(texts.select, { time })}
            readOnly
            tabIndex={-1}
          />
        </label>
      </span>
      <span role="gridcell" className={styles["time"]}>
        <time
          dateTime={date?.toISOString()}
          title={date === null ? undefined : writeElsewhere(date, zone)}
        >
          <span className={styles["day"]}>{time.slice(0, 11)}</span>
          {time.slice(11, 19)}
          <span className={styles["day"]}>{time.slice(19)}</span>
        </time>
      </span>
      <span role="gridcell" className={styles["cell"]}>
        <LevelBadge level={entry.level} />
      </span>
      <span role="gridcell" className={styles["message"]}>
        <Link
          to="/logs"
          search={(search) => ({ ...search, logId: id })}
          preload={false}
          className={styles["link"]}
          data-log-link
        >
          {message}
        </Link>
        <span className={styles["summary"]}>
          {asked ? failureOf(entry) : summaryOf(entry)}
        </span>
      </span>
      <span role="gridcell" className={styles["status"]}>
        {asked && <StatusBadge status={Number(data["status"])} />}
      </span>
      <span role="gridcell" className={styles["number"]}>
        {asked && writeDuration(data["execTime"])}
      </span>
      <span role="gridcell" className={styles["auth"]}>
        {asked && (valueText(data["auth"]) || texts.guest)}
      </span>
    </div>
  );
});

/** The status that a request was answered with. */
export function StatusBadge({ status }: { readonly status: number }) {
  const kind = status >= 500 ? "bad" : status >= 400 ? "warn" : "good";
  return <Badge kind={kind}>{status}</Badge>;
}
