import type { Results } from "./measure.ts";

/**
 * Prints two ratios: of requests per second, and of the servers' processor time for one request. Where the clients
 * cannot keep the bare server busy the first flatters, and the second is the one to look at.
 */
export function printComparison(results: Results): void {
  printTable(
    [
      "requests per second",
      "hutch",
      "bare",
      "ratio",
      "µs CPU hutch",
      "bare",
      "ratio",
      "p99 ms hutch",
      "bare",
    ],
    Array.from(results, ([{ name }, [hutch, bare]]) => [
      name,
      hutch?.perSecond.toFixed(0),
      bare?.perSecond.toFixed(0),
      ratio(hutch?.perSecond, bare?.perSecond),
      hutch?.cpu.toFixed(0),
      bare?.cpu.toFixed(0),
      ratio(bare?.cpu, hutch?.cpu),
      hutch?.p99.toFixed(0),
      bare?.p99.toFixed(0),
    ]),
  );
}

export function printAlone(results: Results): void {
  printTable(
    ["", "requests per second", "p99 ms"],
    Array.from(results, ([{ name }, [measurement]]) => [
      name,
      measurement?.perSecond.toFixed(0),
      measurement?.p99.toFixed(0),
    ]),
  );
}

function ratio(a: number | undefined, b: number | undefined): string {
  return ((a ?? Number.NaN) / (b ?? Number.NaN)).toFixed(2);
}

/** As Markdown, so that it can go into the README as it is. */
export function printTable(
  head: readonly string[],
  rows: readonly (readonly (string | undefined)[])[],
): void {
  const line = (cells: readonly (string | undefined)[]) =>
    `| ${cells.map((cell) => cell ?? "").join(" | ")} |`;
  const rule = head.map((_, index) => (index === 0 ? "---" : "---:"));
  console.log([line(head), line(rule), ...rows.map(line)].join("\n"), "\n");
}
