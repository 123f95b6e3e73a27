import { stat } from "node:fs/promises";
import { Counter, Gauge, Registry } from "prom-client";
import { version } from "../../../../package.json";
import type { App } from "../../../core/app.ts";
import { hashingTurns } from "../../../core/auth/passwords/hashing-turns.ts";
import { folderPaths } from "../../../core/data-folder/folder-paths.ts";
import type { RequestCounts } from "../../../http/shared/request-counts.ts";
import { takeEventLoopDelay } from "./event-loop-delay.ts";
import { RequestDurations } from "./request-durations.ts";

type Labels = Readonly<Record<string, string>>;
type Samples = readonly (readonly [value: number, labels?: Labels])[];

/** Gathers what there is to tell. @returns the text in Prometheus' format, and its content type */
export async function writeMetrics(
  app: App,
  counts: RequestCounts,
): Promise<{ readonly type: string; readonly text: string }> {
  const registry = new Registry();
  addRequests(registry, counts);
  addQueues(registry, app);
  await addSizes(registry, app.options.dir);
  addProcess(registry);
  return { type: registry.contentType, text: await registry.metrics() };
}

function addRequests(registry: Registry, counts: RequestCounts): void {
  const requests = [...counts.all()].flatMap(
    ({ method, route, byStatusClass }) =>
      byStatusClass.flatMap((count, hundreds) =>
        count === 0
          ? []
          : [[count, { method, route, status: `${hundreds}xx` }] as const],
      ),
  );
  addCounter(
    registry,
    "hutch_http_requests_total",
    "Requests, by method, route and kind of answer.",
    requests,
  );
  registry.registerMetric(new RequestDurations(counts));
}

function addQueues(registry: Registry, app: App): void {
  const { running, waiting } = hashingTurns;
  addGauge(registry, "hutch_realtime_clients", "Connected realtime clients.", [
    [app.realtime.clientCount],
  ]);
  addGauge(
    registry,
    "hutch_queue_length",
    "Work that was begun, or waits for its turn.",
    [
      [running + waiting, { queue: "passwords" }],
      [app.files.thumbsInTheMaking, { queue: "thumbs" }],
      [app.background.unfinished, { queue: "background" }],
      [app.logs.waiting, { queue: "logs" }],
    ],
  );
  addCounter(
    registry,
    "hutch_log_entries_dropped_total",
    "Log entries that were not written, as there were too many or the log could not be written.",
    [[app.logs.dropped]],
  );
}

async function addSizes(registry: Registry, dir: string): Promise<void> {
  const { data, auxiliary } = folderPaths(dir);
  const files = { data, auxiliary };
  const samples = await Promise.all(
    Object.entries(files).flatMap(([database, path]) => [
      sizeOf(path).then((size) => [size, { database, file: "main" }] as const),
      sizeOf(`${path}-wal`).then(
        (size) => [size, { database, file: "wal" }] as const,
      ),
    ]),
  );
  addGauge(
    registry,
    "hutch_database_bytes",
    "Size of the databases' files, and of their write-ahead logs.",
    samples,
  );
}

/** Bytes; 0 where there is no file. */
async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}

/** Under the names that Prometheus' own clients have for them. */
function addProcess(registry: Registry): void {
  const { user, system } = process.cpuUsage();
  addCounter(
    registry,
    "process_cpu_seconds_total",
    "Processor time that the process took.",
    [[(user + system) / 1e6]],
  );
  addGauge(
    registry,
    "process_resident_memory_bytes",
    "Memory that the process has.",
    [[process.memoryUsage.rss()]],
  );
  addGauge(
    registry,
    "process_start_time_seconds",
    "When the process started, in seconds since 1970.",
    [[Math.round(Date.now() / 1000 - process.uptime())]],
  );
  const delay = takeEventLoopDelay();
  if (delay !== undefined) {
    addGauge(
      registry,
      "hutch_event_loop_delay_seconds",
      "How long the main thread kept others waiting since the last time that this was asked for.",
      [
        [delay.mean, { of: "mean" }],
        [delay.p99, { of: "p99" }],
        [delay.max, { of: "max" }],
      ],
    );
  }
  addGauge(registry, "hutch_info", "The version.", [[1, { version }]]);
}

function addGauge(
  registry: Registry,
  name: string,
  help: string,
  samples: Samples,
): void {
  const labelNames = namesOf(samples);
  const registers = [registry];
  const gauge = new Gauge({ name, help, labelNames, registers });
  for (const [value, labels = {}] of samples) gauge.set(labels, value);
}

function addCounter(
  registry: Registry,
  name: string,
  help: string,
  samples: Samples,
): void {
  const labelNames = namesOf(samples);
  const registers = [registry];
  const counter = new Counter({ name, help, labelNames, registers });
  for (const [value, labels = {}] of samples) counter.inc(labels, value);
}

function namesOf(samples: Samples): string[] {
  return Object.keys(samples[0]?.[1] ?? {});
}
