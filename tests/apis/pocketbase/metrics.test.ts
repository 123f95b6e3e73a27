import { afterAll, beforeAll, expect, test } from "bun:test";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
});
afterAll(() => api.close());

/** The values by name and labels, as they are written. */
async function scrape(): Promise<ReadonlyMap<string, number>> {
  const answer = await api.sudo("GET /api/metrics");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe(
    "text/plain; version=0.0.4; charset=utf-8",
  );
  const lines = (await answer.text()).split("\n");
  const samples = lines.filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    samples.map((line) => {
      const [, name = "", value] = /^(\S+) (\S+)$/.exec(line) ?? [];
      expect(name).toMatch(/^[a-z_]+(\{[^{}]*\})?$/);
      return [name, Number(value)];
    }),
  );
}

test("metrics are for superusers", async () => {
  const guest = await readError(await api.send("GET /api/metrics"));
  expect(guest.status).toBe(401);
});

test("requests are counted by method, route and kind of answer", async () => {
  await api.send("GET /api/health");
  await api.send("GET /api/health?x=1");
  await api.send("GET /api/collections/users/records/one");
  await api.send("GET /api/collections/users/records/two");
  await api.send("HEAD /api/health");
  const metrics = await scrape();
  const requests = (method: string, route: string, status: string) =>
    metrics.get(
      `hutch_http_requests_total{method="${method}",route="${route}",status="${status}"}`,
    );
  const record = "/api/collections/:collection/records/:id";
  expect(requests("GET", "/api/health", "2xx")).toBe(2);
  expect(requests("HEAD", "/api/health", "2xx")).toBe(1);
  expect(requests("GET", record, "4xx")).toBe(2);
});

test("the histogram of durations adds up", async () => {
  const metrics = await scrape();
  const name = "hutch_http_request_duration_seconds";
  const labels = `method="GET",route="/api/health"`;
  const bounds = [...metrics.keys()].filter(
    (key) => key.startsWith(`${name}_bucket`) && key.includes(labels),
  );
  const counts = bounds.map((key) => metrics.get(key) ?? NaN);
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  expect(bounds.at(-1)).toBe(`${name}_bucket{le="+Inf",${labels}}`);
  expect(counts.at(-1)).toBe(metrics.get(`${name}_count{${labels}}`));
  expect(metrics.get(`${name}_sum{${labels}}`)).toBeGreaterThan(0);
});

test("strangers cannot make new series", async () => {
  await api.send("GET /api/health");
  const before = await scrape();
  for (let index = 0; index < 50; index++) {
    await api.send(`GET /api/unknown/${index}`);
    await api.send(`GET /unknown-${index}`);
    await api.send(`GET /_/unknown-${index}`);
    await api.send(`GET /api/collections/c${index}/records`);
    await api.send(`GET /api/collections/"}${index}/records`);
  }
  const after = await scrape();
  const added = [...after.keys()].filter(
    (key) => !before.has(key) && key.startsWith("hutch_http_requests_total"),
  );
  expect(added.toSorted()).toEqual(
    [
      'hutch_http_requests_total{method="GET",route="/*",status="4xx"}',
      'hutch_http_requests_total{method="GET",route="/_/*",status="4xx"}',
      'hutch_http_requests_total{method="GET",route="/api/*",status="4xx"}',
      'hutch_http_requests_total{method="GET",route="/api/collections/:collection/records",status="4xx"}',
      'hutch_http_requests_total{method="GET",route="/api/metrics",status="2xx"}',
    ].filter((key) => !before.has(key)),
  );
});

test("the state of the server is told", async () => {
  const metrics = await scrape();
  const told = (name: string) => metrics.get(name) ?? NaN;
  expect(told("hutch_realtime_clients")).toBe(0);
  for (const queue of ["passwords", "thumbs", "background", "logs"]) {
    expect(told(`hutch_queue_length{queue="${queue}"}`)).toBeGreaterThanOrEqual(
      0,
    );
  }
  for (const database of ["data", "auxiliary"]) {
    const sizes = ["main", "wal"].map((file) =>
      told(`hutch_database_bytes{database="${database}",file="${file}"}`),
    );
    expect(Math.max(...sizes)).toBeGreaterThan(4096);
  }
  expect(told("hutch_log_entries_dropped_total")).toBe(0);
  expect(told("process_cpu_seconds_total")).toBeGreaterThan(0);
  expect(told("process_resident_memory_bytes")).toBeGreaterThan(1e6);
});

test("how long the main thread kept others waiting is told from the second time on", async () => {
  await scrape();
  const until = performance.now() + 60;
  while (performance.now() < until);
  await new Promise((resolve) => setImmediate(resolve));
  const metrics = await scrape();
  expect(metrics.get('hutch_event_loop_delay_seconds{of="max"}')).toBeNumber();
});
