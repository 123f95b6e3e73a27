import { sendLoad } from "./load.ts";
import { processFigures } from "./process-figures.ts";
import { scenarios } from "./scenarios.ts";
import type { LoadRequest, Scenario } from "./scenarios.ts";

/** A server under load. */
export interface Subject {
  readonly name: string;
  readonly url: string;
  readonly token: string;
  /** Undefined where it runs elsewhere. */
  readonly pid: number | undefined;
}

/** One measurement of one scenario. */
export interface Measurement {
  readonly perSecond: number;
  readonly p99: number;
  /** Processor time of the server for one request, in microseconds. */
  readonly cpu: number;
}

/** How it is measured. */
export interface Effort {
  /** How often everything is measured; the medians count. */
  readonly rounds: number;
  /** How long each measurement lasts. */
  readonly seconds: number;
  /** How many clients ask at once. */
  readonly connections: number;
}

/** The medians of each scenario, for each subject in turn. */
export type Results = ReadonlyMap<Scenario, readonly Measurement[]>;

/** A comparison is worth something only if both do the same: reading requests must give the same bytes. */
export async function requireSameAnswers(
  { name, requests }: Scenario,
  subjects: readonly Subject[],
): Promise<void> {
  const reading = requests.filter(({ method }) => method === "GET");
  for (const request of reading) {
    const [expected, ...others] = await Promise.all(
      subjects.map((subject) => answer(subject, request)),
    );
    for (const other of others) {
      if (other !== expected)
        throw new Error(`${name}: ${expected}\nis not\n${other}`);
    }
  }
}

async function answer(
  { url, token }: Subject,
  { path, asTraveller }: LoadRequest,
): Promise<string> {
  const response = await fetch(url + path, {
    headers: asTraveller ? { authorization: token } : {},
  });
  return response.text();
}

/** Measures every scenario on every subject, taking turns so that a slow spell of the machine hits all alike. */
export async function measure(
  subjects: readonly Subject[],
  effort: Effort,
): Promise<Results> {
  const all = new Map(
    scenarios.map((scenario) => [
      scenario,
      subjects.map((): Measurement[] => []),
    ]),
  );
  for (let round = 0; round <= effort.rounds; round++) {
    for (const [scenario, bySubject] of all) {
      for (const [which, subject] of subjects.entries()) {
        const measurement = await measureOnce(scenario, subject, effort);
        // The first round warms up.
        if (round > 0) bySubject[which]?.push(measurement);
      }
    }
  }
  return new Map(
    Array.from(all, ([scenario, bySubject]) => [
      scenario,
      bySubject.map(medians),
    ]),
  );
}

async function measureOnce(
  { name, requests }: Scenario,
  { url, token, pid }: Subject,
  { connections, seconds }: Effort,
): Promise<Measurement> {
  const before = await processFigures(pid);
  const result = await sendLoad({ url, token, requests, connections, seconds });
  const after = await processFigures(pid);
  if (result.failures > 0)
    throw new Error(`${name}: ${result.failures} requests failed at ${url}`);
  return {
    perSecond: result.perSecond,
    p99: result.p99,
    cpu: (((after?.cpu ?? 0) - (before?.cpu ?? 0)) / result.requests) * 1e6,
  };
}

function medians(measurements: readonly Measurement[]): Measurement {
  const of = (key: keyof Measurement) =>
    median(measurements.map((measurement) => measurement[key]));
  return { perSecond: of("perSecond"), p99: of("p99"), cpu: of("cpu") };
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
