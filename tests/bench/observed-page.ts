/** What a page keeps of how it was to use. */
export interface Observed {
  /** Milliseconds from the start of the navigation until rows were painted. */
  rowsAt?: number;
  /** Bytes that had come for the page until then, as they were sent. */
  bytes?: number;
  /** The sum of all layout shifts that nobody has asked for. */
  shift: number;
  /** Milliseconds to the next paint, and what it was, by interaction. */
  interactions: Record<number, { time: number; what: string }>;
  /** How many rows the document had at most. */
  rows: number;
}

declare global {
  var observed: Observed;
  /** Scrolls to a part of the table, from 0 to 1. Resolves to the milliseconds until it was painted. */
  var jumpTo: (part: number) => Promise<number>;
}

/** Begins to keep it. It runs in the page, before the page's own scripts. */
export function observe(): void {
  const observed: Observed = { shift: 0, interactions: {}, rows: 0 };
  globalThis.observed = observed;
  const watch = (type: string, keep: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(keep)).observe({
      type,
      buffered: true,
      ...(type === "event" && { durationThreshold: 16 }),
    });
  watch("layout-shift", (entry) => {
    const { value = 0, hadRecentInput = false } = entry as {
      value?: number;
      hadRecentInput?: boolean;
    };
    if (!hadRecentInput) observed.shift += value;
  });
  watch("event", (entry) => {
    const { interactionId = 0, target } = entry as {
      interactionId?: number;
      target?: Element | null;
    };
    if (interactionId === 0) return;
    const { duration: time, name } = entry;
    const where = target?.ariaLabel ?? target?.textContent?.slice(0, 20) ?? "";
    const before = observed.interactions[interactionId]?.time ?? 0;
    if (time < before) return;
    observed.interactions[interactionId] = { time, what: `${name} ${where}` };
  });

  const grid = () => document.querySelector("[role=grid]");
  const isShown = () => {
    const box = grid()?.getBoundingClientRect();
    const rows = [...document.querySelectorAll("[data-position]")];
    observed.rows = Math.max(observed.rows, rows.length);
    if (box === undefined) return false;
    const inView = rows
      .map((row) => ({ row, at: row.getBoundingClientRect() }))
      .filter(({ at }) => at.bottom > box.top && at.top < box.bottom);
    const height = inView.reduce((sum, { at }) => sum + at.height, 0);
    return (
      inView.every(({ row }) => row.ariaBusy !== "true") &&
      height > box.height / 2
    );
  };
  /** Resolves once rows fill the view, and that is painted. */
  const painted = () =>
    new Promise<number>((resolve) => {
      const look = () => {
        if (!isShown()) requestAnimationFrame(look);
        else {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener("message", () => resolve(performance.now()));
          port1.start();
          requestAnimationFrame(() => port2.postMessage(undefined));
        }
      };
      requestAnimationFrame(look);
    });
  globalThis.jumpTo = async (part) => {
    const element = grid();
    if (element === null) throw new Error("there is no table");
    const began = performance.now();
    element.scrollTop = part * element.scrollHeight;
    return (await painted()) - began;
  };
  void painted().then((at) => {
    const loaded = [
      ...performance.getEntriesByType("navigation"),
      ...performance.getEntriesByType("resource"),
    ] as PerformanceResourceTiming[];
    observed.bytes = loaded
      .filter(({ name }) => name.includes("/_/"))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
    observed.rowsAt = at;
  });
}
