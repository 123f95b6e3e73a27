import { cp } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import PocketBase from "pocketbase";
import { startHutch } from "../running-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { measureAdmin } from "./admin.ts";
import { measureBackups } from "./backups.ts";
import { measureDownloads } from "./downloads.ts";
import { measureFanOut } from "./fan-out.ts";
import { fillFolder } from "./fill-folder.ts";
import { fillServer } from "./fill-server.ts";
import { measureFlood } from "./flood.ts";
import { sendLoad } from "./load.ts";
import { measure, median, requireSameAnswers } from "./measure.ts";
import type { Effort, Subject } from "./measure.ts";
import { runProbe } from "./probe.ts";
import { processFigures } from "./process-figures.ts";
import { printAlone, printComparison, printTable } from "./report.ts";
import { login, scan, scenarios } from "./scenarios.ts";
import type { LoadRequest } from "./scenarios.ts";
import { measureTransfers } from "./transfers.ts";
import { measureUploads } from "./uploads.ts";
import { cities, countries, traveller } from "./world.ts";

const usage = `Measures how fast the server is, on the cities of the world.

  make bench                       dist/hutch beside a bare Bun.serve with bun:sqlite
  make bench ARGS="--target URL --email EMAIL --password PASSWORD"
                                   any other server with this API, as the superuser

  --rounds N        how often everything is measured; the table shows medians (5)
  --seconds N       how long each measurement lasts (3)
  --connections N   how many clients ask at once (64)
  --starts N        how often a start is timed (9)
`;

const { values: options } = parseArgs({
  options: {
    target: { type: "string" },
    email: { type: "string", default: "" },
    password: { type: "string", default: "" },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "3" },
    connections: { type: "string", default: "64" },
    starts: { type: "string", default: "9" },
    help: { type: "boolean", default: false },
  },
});
const effort: Effort = {
  rounds: Number(options.rounds),
  seconds: Number(options.seconds),
  connections: Number(options.connections),
};

if (options.help) {
  console.log(usage);
} else {
  describeMachine();
  if (options.target === undefined) await compareWithBare();
  else await measureTarget(options.target);
}

function describeMachine(): void {
  const { rounds, seconds, connections } = effort;
  const [processor] = cpus();
  console.log(
    `${processor?.model.trim()}, ${cpus().length} cores, ${process.platform} ${process.arch}; ` +
      `${cities.length} cities, ${countries.length} countries; ` +
      `medians of ${rounds} rounds of ${seconds} s, ${connections} connections\n`,
  );
}

async function compareWithBare(): Promise<void> {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  await fillFolder(dir);
  const copy = join(folder.path, "bare");
  await cp(dir, copy, { recursive: true });

  await timeStarts(dir);
  const server = await startHutch(dir);
  const bare = await startBare(join(copy, "data.db"));
  try {
    const token = await logIn(server.url);
    const subjects = [
      { name: "hutch", url: server.url, token, pid: server.pid },
      { name: "bare", url: bare.url, token, pid: bare.pid },
    ] as const;
    await describeIdle(subjects[0]);
    for (const scenario of scenarios)
      await requireSameAnswers(scenario, subjects);
    printComparison(await measure(subjects, effort));
    await measureUnderScans(subjects[0]);
    await measureUnderLogins(subjects[0]);
  } finally {
    bare.stop();
    await server.stop();
  }
  await measureDownloads(effort);
  await measureFlood(effort);
  await measureFanOut();
  await measureUploads();
  await measureTransfers();
  await measureBackups();
  await measureAdmin();
}

async function measureTarget(target: string): Promise<void> {
  const url = target.replace(/\/$/, "");
  await fillServer(url, { email: options.email, password: options.password });
  const subject = {
    name: url,
    url,
    token: await logIn(url),
    pid: undefined,
  };
  printAlone(await measure([subject], effort));
  await measureUnderScans(subject);
  await measureUnderLogins(subject);
}

async function startBare(file: string) {
  const child = Bun.spawn(
    [process.execPath, join(import.meta.dir, "bare-server.ts"), file],
    { stdout: "pipe", stderr: "inherit" },
  );
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  return {
    url: new TextDecoder().decode(value).trim(),
    pid: child.pid,
    stop: () => child.kill(),
  };
}

async function logIn(url: string): Promise<string> {
  const { token } = await new PocketBase(url)
    .collection("users")
    .authWithPassword(traveller.email, traveller.password);
  return token;
}

/** From the start of the process to its first answer, on a folder that holds the world. */
async function timeStarts(dir: string): Promise<void> {
  const times: number[] = [];
  for (let start = 0; start < Number(options.starts); start++) {
    const before = performance.now();
    const server = await startHutch(dir);
    await (await fetch(`${server.url}/api/health`)).json();
    times.push(performance.now() - before);
    await server.stop();
  }
  console.log(`start to first answer: ${median(times).toFixed(0)} ms`);
}

async function describeIdle({ url, pid }: Subject): Promise<void> {
  await (await fetch(`${url}/api/health`)).json();
  const figures = await processFigures(pid);
  if (figures !== undefined)
    console.log(`resident memory, idle: ${figures.memory.toFixed(0)} MB\n`);
}

/** How long small requests take while eight clients scan every city again and again. */
async function measureUnderScans(subject: Subject): Promise<void> {
  const paths = ["/api/health", scenarios[0]?.requests[0]?.path ?? ""];
  await measureUnder(
    subject,
    { request: scan, connections: 8, paths },
    (rate) =>
      `ms while 8 clients scan ${cities.length} rows, ${rate} scans per second`,
  );
}

/** How long small requests take while 64 clients log in with their password again and again. */
async function measureUnderLogins(subject: Subject): Promise<void> {
  const paths = ["/api/health"];
  await measureUnder(
    subject,
    { request: login, connections: 64, paths },
    (rate) => `ms while 64 clients log in, ${rate} logins per second`,
  );
}

/**
 * How long requests of a few paths take beside a load that goes on all the time.
 *
 * @param title says what the load is, given how often a second it is answered
 */
async function measureUnder(
  { url, token }: Subject,
  load: {
    readonly request: LoadRequest;
    readonly connections: number;
    readonly paths: readonly string[];
  },
  title: (rate: string) => string,
): Promise<void> {
  const { request, connections, paths } = load;
  const running = sendLoad({
    url,
    token,
    requests: [request],
    connections,
    seconds: effort.seconds * 2 + 2,
  });
  // The load is well under way by then.
  await Bun.sleep(1000);
  const results = await runProbe({ url, paths, seconds: effort.seconds * 2 });
  const { perSecond, failures } = await running;
  if (failures > 0) {
    throw new Error(`${request.path}: ${failures} requests failed at ${url}`);
  }
  printTable(
    [title(perSecond.toFixed(1)), "p50", "p99", "worst"],
    results.map(({ path, p50, p99, worst }) => [
      path,
      p50.toFixed(1),
      p99.toFixed(1),
      worst.toFixed(1),
    ]),
  );
}
