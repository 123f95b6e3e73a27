import { join } from "node:path";
import { openApp } from "../../src/core/open-app.ts";
import { startHutch } from "../running-server.ts";
import { asJpeg } from "../support/pictures.ts";
import { storeFiles } from "../support/stored-files.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { sendLoad } from "./load.ts";
import { type Effort, median } from "./measure.ts";
import { runProbe } from "./probe.ts";
import { processFigures } from "./process-figures.ts";
import { printTable } from "./report.ts";

/** Bytes. */
const sizes = [2_000, 30_000, 300_000, 5_000_000];

/** How many photos are made small; each gives one measurement. */
const photos = 9;

/** Measures downloads beside a bare `Bun.serve` of the same files, and the thumb of a photo of 12 megapixels. */
export async function measureDownloads(effort: Effort): Promise<void> {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  const { path, files } = await fill(dir);
  const server = await startHutch(dir);
  const bare = await startBare(files);
  try {
    const subjects = [
      { pid: server.pid, at: server.url + path },
      { pid: bare.pid, at: bare.url },
    ];
    const rows: string[][] = [];
    for (const size of sizes) {
      rows.push(await compare(`${size}.bin`, subjects, effort));
    }
    printTable(
      [
        "downloads per second",
        "hutch",
        "bare",
        "ratio",
        "µs CPU hutch",
        "bare",
        "ratio",
      ],
      rows,
    );
    await measureThumbs(server.url, path);
  } finally {
    bare.stop();
    await server.stop();
  }
}

/** Makes a folder with the files. */
async function fill(dir: string) {
  const app = await openApp({ dir, serve: false });
  try {
    const { id: collectionId } = await app.collections.create({
      name: "downloads",
      type: "base",
      fields: [{ name: "files", type: "file", maxSelect: 99 }],
    });
    const photo = await asJpeg({
      width: 4000,
      height: 3000,
      at: (x, y) => [(x * 7 + y * 3) & 255, (x ^ y) & 255, (x * y) & 255],
    });
    const contents: Record<string, Blob> = {};
    for (const size of sizes) {
      const type = "application/octet-stream";
      contents[`${size}.bin`] = new Blob([new Uint8Array(size)], { type });
    }
    for (let index = 0; index < photos; index++) {
      contents[`${index}.jpg`] = new Blob([photo], { type: "image/jpeg" });
    }
    const id = await storeFiles(app, "downloads", { files: contents });
    return {
      path: `/api/files/downloads/${id}`,
      files: join(dir, "storage", collectionId, id),
    };
  } finally {
    await app.close();
  }
}

async function startBare(folder: string) {
  const child = Bun.spawn(
    [process.execPath, join(import.meta.dir, "bare-files.ts"), folder],
    { stdout: "pipe", stderr: "inherit" },
  );
  const { value } = await child.stdout.getReader().read();
  return {
    url: new TextDecoder().decode(value).trim(),
    pid: child.pid,
    stop: () => child.kill(),
  };
}

/** Takes turns, so that a slow spell of the machine hits both. */
async function compare(
  name: string,
  subjects: readonly { readonly pid: number; readonly at: string }[],
  { rounds, seconds, connections }: Effort,
): Promise<string[]> {
  const rates = subjects.map((): number[] => []);
  const costs = subjects.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [which, { pid, at }] of subjects.entries()) {
      const url = new URL(`${at}/${name}`);
      const before = await processFigures(pid);
      const { perSecond, requests, failures } = await sendLoad({
        url: url.origin,
        token: "",
        requests: [{ method: "GET", path: url.pathname, asTraveller: false }],
        connections,
        seconds,
      });
      const after = await processFigures(pid);
      if (failures > 0) throw new Error(`${url.href}: ${failures} failed`);
      // The first round warms up.
      if (round === 0) continue;
      rates[which]?.push(perSecond);
      const spent = (after?.cpu ?? 0) - (before?.cpu ?? 0);
      costs[which]?.push((spent / requests) * 1e6);
    }
  }
  const [hutch = 0, bare = 0] = rates.map(median);
  const [hutchCost = 0, bareCost = 0] = costs.map(median);
  return [
    name,
    hutch.toFixed(0),
    bare.toFixed(0),
    (hutch / bare).toFixed(2),
    hutchCost.toFixed(0),
    bareCost.toFixed(0),
    (bareCost / hutchCost).toFixed(2),
  ];
}

/** How long each new thumb takes, and how long small requests take meanwhile. */
async function measureThumbs(url: string, path: string): Promise<void> {
  const seconds = 3;
  const probing = runProbe({ url, paths: ["/api/health"], seconds });
  // The probe is well under way by then.
  await Bun.sleep(500);
  const times: number[] = [];
  for (let index = 0; index < photos; index++) {
    const before = performance.now();
    const answer = await fetch(`${url}${path}/${index}.jpg?thumb=100x100`);
    const { width } = await new Bun.Image(await answer.bytes()).metadata();
    if (width !== 100) throw new Error(`a thumb is ${width} wide`);
    times.push(performance.now() - before);
  }
  const [health] = await probing;
  printTable(
    ["100x100 of 12 megapixels, ms", "median", "worst"],
    [["thumb", median(times).toFixed(0), Math.max(...times).toFixed(0)]],
  );
  printTable(
    ["ms while thumbs are made", "p50", "p99", "worst"],
    [
      [
        "/api/health",
        health?.p50.toFixed(1),
        health?.p99.toFixed(1),
        health?.worst.toFixed(1),
      ],
    ],
  );
}

if (import.meta.main) {
  await measureDownloads({ rounds: 2, seconds: 1, connections: 32 });
}
