/** Seconds up to which a request counts in each bucket of the histogram of durations; the last bucket holds the rest. */
export const durationBounds = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
] as const;

/** What came to one route with one method. */
export class RouteCounts {
  readonly method: string;
  readonly route: string;
  /** How many were answered with 1xx, 2xx, …; the first place stays empty. */
  readonly byStatusClass = [0, 0, 0, 0, 0, 0];
  /** How many took so long, by bucket. */
  readonly byDuration: number[] = Array.from(
    { length: durationBounds.length + 1 },
    () => 0,
  );
  /** Seconds that all took together. */
  seconds = 0;

  constructor(method: string, route: string) {
    this.method = method;
    this.route = route;
  }

  /** @param milliseconds until the answer began */
  note(status: number, milliseconds: number): void {
    const seconds = milliseconds / 1000;
    this.seconds += seconds;
    let bucket = 0;
    while (seconds > (durationBounds[bucket] ?? Infinity)) bucket++;
    this.byDuration[bucket] = (this.byDuration[bucket] ?? 0) + 1;
    const statusClass = Math.min(5, Math.floor(status / 100));
    this.byStatusClass[statusClass] =
      (this.byStatusClass[statusClass] ?? 0) + 1;
  }
}

/** Plain numbers, as every request adds to them. Strangers cannot make new ones: methods and routes are those that there are. */
export class RequestCounts {
  readonly #all = new Map<string, RouteCounts>();

  /** @param route as the API writes it, never a path that was asked for */
  of(method: string, route: string): RouteCounts {
    const known = knownMethods.has(method) ? method : "other";
    const key = `${known} ${route}`;
    const found = this.#all.get(key);
    if (found !== undefined) return found;
    const counts = new RouteCounts(known, route);
    this.#all.set(key, counts);
    return counts;
  }

  all(): Iterable<RouteCounts> {
    return this.#all.values();
  }
}

const knownMethods: ReadonlySet<string> = new Set([
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
]);
