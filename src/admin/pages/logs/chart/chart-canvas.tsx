import { useEffect, useEffectEvent, useRef } from "react";
import UPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { ShownZone } from "../../../components/times/clock.ts";
import {
  writeDayOfYear,
  writeTimeOfDay,
} from "../../../components/times/write-moment.ts";
import type { HourCount } from "../entries/use-statistics.ts";
import styles from "./chart-canvas.module.css";
import { dragPlot } from "./drag-plot.ts";
import { changedRange, everyHour, hour, type TimeRange } from "./hours.ts";

/** Pixels that a drag must have to be one. */
const leastDrag = 4;

/**
 * Hours as bars. The mouse chooses a range over them and moves it below them; a finger moves it everywhere, and two stretch
 * it. With another theme it is to be made anew.
 */
export function ChartCanvas({
  hours,
  whole,
  range,
  zone,
  onRange,
  onReset,
  onHover,
}: {
  readonly hours: readonly HourCount[];
  /** All that can be shown. */
  readonly whole: TimeRange;
  /** What is shown. */
  readonly range: TimeRange;
  /** The one whose times are below it. */
  readonly zone: ShownZone;
  readonly onRange: (range: TimeRange) => void;
  /** Everything is to be shown again. */
  readonly onReset: () => void;
  /** Told the hour that is pointed at. */
  readonly onHover: (hour: HourCount | undefined) => void;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(undefined);
  const shown = useRef(range);
  const data = useRef<UPlot.AlignedData>([[], []]);
  const choose = useEffectEvent(onRange);
  const hover = useEffectEvent(onHover);
  const reset = useEffectEvent(onReset);
  const limit = useEffectEvent((to: TimeRange) => changedRange(to, {}, whole));

  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const made = new UPlot(
      optionsFor(element, shown.current, zone, choose, hover),
      data.current,
      element,
    );
    plot.current = made;
    made.over.addEventListener("dblclick", () => reset());
    const stopDragging = letDrag(
      made,
      (to) => limit(to),
      (to) => choose(to),
    );
    const observer = new ResizeObserver(() =>
      made.setSize({
        width: element.clientWidth,
        height: element.clientHeight,
      }),
    );
    observer.observe(element);
    // The system's own change of colours; the admin's comes as another theme.
    const colors = window.matchMedia("(prefers-color-scheme: dark)");
    const redraw = () => made.redraw(true, true);
    colors.addEventListener("change", redraw);
    return () => {
      colors.removeEventListener("change", redraw);
      observer.disconnect();
      stopDragging();
      made.destroy();
    };
  }, [zone]);

  useEffect(() => {
    const { times, counts } = everyHour(hours, whole);
    data.current = [times, counts];
    plot.current?.setData(data.current, false);
    plot.current?.redraw(true, true);
  }, [hours, whole]);

  useEffect(() => {
    shown.current = range;
    plot.current?.setScale("x", { min: range.from, max: range.to });
  }, [range]);

  return <div ref={frame} className={styles["canvas"]} />;
}

function optionsFor(
  element: HTMLElement,
  { from, to }: TimeRange,
  zone: ShownZone,
  onRange: (range: TimeRange) => void,
  onHover: (hour: HourCount | undefined) => void,
): UPlot.Options {
  const ink = () => colorOf(element, "axis");
  const grid = () => colorOf(element, "grid");
  const font = `12px ${getComputedStyle(element).fontFamily}`;
  const line = { stroke: grid, width: 1 };
  return {
    width: element.clientWidth,
    height: element.clientHeight,
    padding: [8, 20, 0, 0],
    legend: { show: false },
    ...(zone === "utc" && {
      tzDate: (seconds) => UPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    }),
    cursor: {
      y: false,
      points: { show: false },
      drag: { x: true, y: false, setScale: false, dist: leastDrag },
    },
    scales: {
      x: { time: true, min: from, max: to, auto: false },
      y: { range: (_, __, max) => [0, Math.max(max, 1) * 1.1] },
    },
    series: [
      {},
      {
        stroke: () => colorOf(element, "bars"),
        fill: () => colorOf(element, "bars"),
        width: 0,
        points: { show: false },
        paths: UPlot.paths.bars?.({ align: 1, size: [0.9, 48] }),
      },
    ],
    axes: [
      {
        stroke: ink,
        font,
        grid: { show: false },
        ticks: line,
        size: 30,
        values: (_, splits) => splits.map((split) => writeSplit(split, zone)),
      },
      {
        stroke: ink,
        font,
        grid: line,
        ticks: { show: false },
        size: 48,
        splits: (_, __, ___, max) => wholeSplits(max),
        values: (_, splits) => splits.map((split) => short.format(split)),
      },
    ],
    hooks: {
      setSelect: [
        (made) => {
          const { left, width } = made.select;
          if (width < leastDrag) return;
          onRange({
            from: Math.round(made.posToVal(left, "x")),
            to: Math.round(made.posToVal(left + width, "x")),
          });
          made.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
      setCursor: [
        ({ cursor, data, posToVal }) => {
          const { left = -1 } = cursor;
          const at = left < 0 ? undefined : posToVal(left, "x");
          const [times, counts] = data;
          const index =
            at === undefined
              ? -1
              : times.findLastIndex((time) => time <= at && at < time + hour);
          const time = times[index];
          onHover(
            time === undefined
              ? undefined
              : { time, count: counts?.[index] ?? 0 },
          );
        },
      ],
    },
  };
}

/** The time of day; where a day begins, its date. */
function writeSplit(seconds: number, zone: ShownZone): string {
  const moment = new Date(seconds * 1000);
  const clock = writeTimeOfDay(moment, zone);
  return clock === "00:00" ? writeDayOfYear(moment, zone) : clock;
}

/** Three lines at most: nothing, about a half, about the most. */
function wholeSplits(max: number): number[] {
  const most = Math.max(1, Math.floor(max / 1.1));
  const half = Math.floor(most / 2);
  return half > 0 ? [0, half, most] : [0, most];
}

const short = new Intl.NumberFormat("en", { notation: "compact" });

/** What a class name of the style sheet is drawn in: a canvas cannot resolve what the tokens say. */
function colorOf(within: HTMLElement, name: string): string {
  const probe = document.createElement("span");
  probe.className = styles[name] ?? "";
  within.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Returns what ends it. */
function letDrag(
  plot: UPlot,
  limit: (range: TimeRange) => TimeRange,
  onRange: (range: TimeRange) => void,
): () => void {
  const axis = plot.root.querySelector<HTMLElement>(".u-axis");
  axis?.classList.add(styles["axis-handle"] ?? "");
  const isTouch = ({ pointerType }: PointerEvent) => pointerType === "touch";
  const isPress = ({ button }: PointerEvent) => button === 0;
  const ends = [
    dragPlot(plot, plot.over, isTouch, limit, onRange),
    axis && dragPlot(plot, axis, isPress, limit, onRange),
  ];
  return () => {
    for (const end of ends) end?.();
  };
}
