import {
  ChevronLeft,
  ChevronRight,
  RotateCcw,
  ZoomIn,
  ZoomOut,
} from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { IconButton } from "../../../components/button.tsx";
import { useMinute } from "../../../components/hooks/use-minute.ts";
import type { ShownZone } from "../../../components/times/clock.ts";
import { useShownZone } from "../../../components/times/shown-zone.tsx";
import {
  writeDayOfYear,
  writeTimeOfDay,
} from "../../../components/times/write-moment.ts";
import { useTheme } from "../../../shell/theme.ts";
import { fill } from "../../../text/index.ts";
import { logsText } from "../../../text/logs.ts";
import type { HourCount } from "../entries/use-statistics.ts";
import { changedRange, hour, type TimeRange, wholeRange } from "./hours.ts";
import styles from "./logs-chart.module.css";

const { chart: texts } = logsText;

const ChartCanvas = lazy(() =>
  import("./chart-canvas.tsx").then(({ ChartCanvas: canvas }) => ({
    default: canvas,
  })),
);

/** How many entries there are over time, and which stretch of it is looked at. */
export function LogsChart({
  hours,
  count,
  hasFailed,
  range,
  onRange,
}: {
  /** Undefined while they are counted. */
  readonly hours: readonly HourCount[] | undefined;
  /** How many entries are found in the range; undefined while they are counted. */
  readonly count: number | undefined;
  /** Whether they cannot be counted. */
  readonly hasFailed: boolean;
  /** What is looked at; undefined: everything. */
  readonly range: TimeRange | undefined;
  readonly onRange: (range: TimeRange | undefined) => void;
}) {
  const theme = useTheme();
  const zone = useShownZone();
  const minute = useMinute();
  const [pointed, setPointed] = useState<HourCount>();
  const whole = useMemo(
    () => wholeRange(hours ?? none, minute / 1000),
    [hours, minute],
  );
  const seen = range ?? whole;
  const isWhole = range === undefined;
  const counted =
    count === undefined
      ? hasFailed
        ? texts.notCounted
        : texts.counting
      : fill(count === 1 ? texts.countOne : texts.count, {
          count: count.toLocaleString("en"),
        });

  function look(
    at: TimeRange,
    by: Parameters<typeof changedRange>[1] = {},
  ): void {
    const next = changedRange(at, by, whole);
    const isAll = next.from <= whole.from && next.to >= whole.to;
    onRange(isAll ? undefined : next);
  }

  const buttons = [
    { icon: ChevronLeft, label: texts.earlier, by: { move: -0.5 } },
    { icon: ChevronRight, label: texts.later, by: { move: 0.5 } },
    { icon: ZoomIn, label: texts.zoomIn, by: { scale: 0.5 } },
    { icon: ZoomOut, label: texts.zoomOut, by: { scale: 2 } },
  ];
  return (
    <section className={styles["chart"]} aria-label={texts.label}>
      <div className={styles["top"]}>
        <p className={styles["count"]}>
          <strong role="status">{counted}</strong>
          <span className={styles["range"]}>
            {pointed === undefined
              ? describeRange(seen, zone)
              : describe(pointed, zone)}
          </span>
        </p>
        <div className={styles["buttons"]}>
          {buttons.map(({ icon, label, by }) => (
            <IconButton
              key={label}
              size="small"
              icon={icon}
              label={label}
              disabled={isWhole && label !== texts.zoomIn}
              onClick={() => look(seen, by)}
            />
          ))}
          <IconButton
            size="small"
            icon={RotateCcw}
            label={texts.reset}
            disabled={isWhole}
            onClick={() => onRange(undefined)}
          />
        </div>
      </div>
      <div
        className={styles["plot"]}
        role="img"
        aria-label={fill(texts.described, {
          count: counted,
          from: write(seen.from, zone),
          to: withZone(write(seen.to, zone), zone),
        })}
        title={pointed === undefined ? texts.help : undefined}
      >
        {hours !== undefined && (
          <Suspense fallback={null}>
            <ChartCanvas
              key={theme}
              hours={hours}
              whole={whole}
              range={seen}
              zone={zone}
              onRange={(chosen) => look(chosen)}
              onReset={() => onRange(undefined)}
              onHover={setPointed}
            />
          </Suspense>
        )}
      </div>
    </section>
  );
}

const none: readonly HourCount[] = [];

function describeRange({ from, to }: TimeRange, zone: ShownZone): string {
  return fill(texts.between, {
    from: write(from, zone),
    to: withZone(write(to, zone), zone),
  });
}

function describe({ time, count }: HourCount, zone: ShownZone): string {
  const end = new Date((time + hour) * 1000);
  return fill(texts.hour, {
    from: write(time, zone),
    to: withZone(writeTimeOfDay(end, zone), zone),
    count: count.toLocaleString("en"),
  });
}

function write(seconds: number, zone: ShownZone): string {
  const moment = new Date(seconds * 1000);
  return `${writeDayOfYear(moment, zone)} ${writeTimeOfDay(moment, zone)}`;
}

/** The last of some times says which zone they are in, unless that is the visitor's. */
function withZone(time: string, zone: ShownZone): string {
  return zone === "utc" ? fill(texts.inUtc, { time }) : time;
}
