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
  /** Opens another collection by its link. Resolves to the milliseconds until its rows were painted. */
  var openCollection: (name: string) => Promise<number>;
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
  // By the time of the event: when its entry comes, the element may be gone.
  const names = new Map<number, string>();
  for (const type of ["pointerdown", "click", "keydown"] as const) {
    addEventListener(
      type,
      ({ target, timeStamp }) => {
        const named =
          target instanceof Element &&
          target.closest("[aria-label], button, a, label, [role]");
        if (!named) return;
        const name = named.ariaLabel ?? named.textContent;
        names.set(Math.round(timeStamp), name.slice(0, 20));
      },
      { capture: true },
    );
  }
  watch("event", (entry) => {
    const { interactionId = 0 } = entry as { interactionId?: number };
    if (interactionId === 0) return;
    const { duration: time, name, startTime } = entry;
    const before = observed.interactions[interactionId]?.time ?? 0;
    if (time < before) return;
    const what = `${name} ${names.get(Math.round(startTime)) ?? ""}`;
    observed.interactions[interactionId] = { time, what };
  });

  const grid = () => document.querySelector("[role=grid]");
  const isShown = () => {
    const rows = [...document.querySelectorAll("[data-position]")];
    observed.rows = Math.max(observed.rows, rows.length);
    // Asking where things are makes the browser work it out: not before it can matter.
    const isThere = rows.some((row) => row.ariaBusy !== "true");
    const box = isThere ? grid()?.getBoundingClientRect() : undefined;
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
  globalThis.openCollection = async (name) => {
    const link = document.querySelector<HTMLElement>(
      `a[data-collection=${name}]`,
    );
    if (link === null) throw new Error(`there is no link to ${name}`);
    const began = performance.now();
    link.click();
    while (grid()?.ariaLabel?.includes(name) !== true) {
      await new Promise(requestAnimationFrame);
    }
    return (await painted()) - began;
  };
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
