import { beforeAll, expect, test } from "bun:test";
import { Database } from "bun:sqlite";
import { connect } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { buildIfStale } from "../../src/packaging/build.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { watchOutput } from "../watch-output.ts";

// The others are timed.
beforeAll(async () => void (await buildIfStale()), 120_000);

/** A server that prints its log on standard output. */
async function startLogging(dir: string, format: string) {
  const child = Bun.spawn(
    [
      await buildIfStale(),
      "serve",
      "--http",
      "127.0.0.1:0",
      "--dir",
      dir,
      "--log",
      format,
    ],
    {
      // Pictures of colours would be in the way.
      env: { ...process.env, NO_COLOR: "1" },
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
    },
  );
  const stderr = watchOutput(child.stderr);
  const url = await stderr.find(/^Server started at (\S+)\n/m);
  if (url === undefined) throw new Error(await stderr.all);
  return { child, url, stderr };
}

/** Sends a request as it is, which `fetch` would not. */
async function sendRaw(url: string, head: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.end(`${head}\r\nHost: x\r\nConnection: close\r\n\r\n`);
  socket.resume();
  await once(socket, "close");
}

/** Line breaks and escapes where they can be: percent-encoded in the URL, and what of them a header may hold. */
const forging =
  "GET /api/health?a=%0aforged%1b%5b2J%c2%9b HTTP/1.1\r\nUser-Agent: x\u009b2J\u202e";

test("--log json prints a JSON object a line, and nothing else on standard output", async () => {
  await using folder = await temporaryFolder();
  const { child, url, stderr } = await startLogging(
    join(folder.path, "pb_data"),
    "json",
  );
  const stdout = watchOutput(child.stdout);
  await fetch(`${url}/api/health`);
  await fetch(`${url}/api/nothing`);
  await sendRaw(url, forging);
  child.kill("SIGTERM");
  const text = await stdout.all;
  await child.exited;

  const entries = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(entries).toMatchObject([
    { level: "info", message: "server started", data: { url } },
    {
      level: "info",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      message: "GET /api/health",
      data: { type: "request", method: "GET", status: 200 },
    },
    {
      level: "error",
      message: "GET /api/nothing",
      data: { status: 404, error: "The requested resource wasn't found." },
    },
    { message: expect.stringContaining("forged") },
  ]);
  expect(text).not.toMatch(dangerous);
  // A link to make a superuser is nothing for who collects logs.
  expect(text).not.toContain("pbinstall");
  expect(await stderr.all).toContain("pbinstall");
});

test("--log pretty prints lines to read, in which nothing that strangers send moves the cursor", async () => {
  await using folder = await temporaryFolder();
  const { child, url } = await startLogging(
    join(folder.path, "pb_data"),
    "pretty",
  );
  const stdout = watchOutput(child.stdout);
  await fetch(`${url}/api/health`);
  await fetch(`${url}/api/nothing`);
  await sendRaw(url, forging);
  child.kill("SIGTERM");
  const text = await stdout.all;
  await child.exited;

  const lines = text.trimEnd().split("\n");
  expect(lines).toHaveLength(4);
  expect(lines[1]).toMatch(/^\[[-\d .:]+\] INFO: GET \/api\/health \{.*\}$/);
  expect(lines[2]).toMatch(/ ERROR: GET \/api\/nothing .*"status":404/);
  expect(lines[3]).toContain("\\nforged\\u001b[2J");
  expect(text).not.toMatch(dangerous);
});

/** Control characters but for the line break, and what changes the direction of text. */
const dangerous =
  // oxlint-disable-next-line no-control-regex -- these are what must not be there
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\ufffd]/;

test("a format that there is not is refused", async () => {
  const child = Bun.spawn([await buildIfStale(), "serve", "--log", "xml"], {
    stdout: "pipe",
    stderr: "pipe",
  });
  expect(await new Response(child.stderr).text()).toContain("json, pretty");
  expect(await child.exited).toBe(1);
});

test.each(["json", "pretty"])(
  "a reader of the %s log that stops, or goes, does not hold the server up",
  async (format) => {
    await using folder = await temporaryFolder();
    const dir = join(folder.path, "pb_data");
    const { child, url } = await startLogging(dir, format);
    // More than a pipe and the server's own bound take; nobody reads.
    const long = "x".repeat(2500);
    for (let round = 0; round < 30; round++) {
      await Promise.all(
        Array.from({ length: 10 }, () => fetch(`${url}/api/health?${long}`)),
      );
    }
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
    await child.stdout.cancel();
    for (let round = 0; round < 10; round++) {
      expect((await fetch(`${url}/api/health?${long}`)).status).toBe(200);
    }
    child.kill("SIGTERM");
    expect(await child.exited).toBe(0);
  },
  60_000,
);

test("what was logged when the server is told to stop is in the database", async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  const { child, url } = await startLogging(dir, "json");
  await fetch(`${url}/api/health?last`);
  child.kill("SIGTERM");
  await child.exited;
  using database = new Database(join(dir, "auxiliary.db"), { readonly: true });
  const rows = database
    .query("select message from _logs where message like '%?last'")
    .all();
  expect(rows).toHaveLength(1);
});

test("what was written is there after the server was killed", async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  const { child, url } = await startLogging(dir, "json");
  // Two hundred entries are written at once, without waiting for more.
  for (let index = 0; index < 200; index++) await fetch(`${url}/api/health`);
  const file = join(dir, "auxiliary.db");
  const count = () => {
    using database = new Database(file, { readonly: true });
    const row = database.query("select count(*) as total from _logs").get();
    return (row as { total: number }).total;
  };
  // Each request gives the other thread time to write.
  while (count() < 200) await fetch(`${url}/api/logs`);
  child.kill("SIGKILL");
  await child.exited;
  expect(count()).toBeGreaterThanOrEqual(200);
});
