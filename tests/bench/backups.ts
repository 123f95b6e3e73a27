import { randomBytes } from "node:crypto";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import PocketBase from "pocketbase";
import { openApp } from "../../src/core/open-app.ts";
import { serverRequest } from "../../src/core/request.ts";
import { runHutch, startHutch } from "../running-server.ts";
import { storeFiles } from "../support/stored-files.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { printTable } from "./report.ts";
import { startSteadyLoad, type SteadyResult } from "./steady-load.ts";
import { superuser } from "./world.ts";

const megabyte = 1024 * 1024;

/** Of the database, and of the files together. */
const share = 512 * megabyte;
const rowSize = 8 * 1024;
const fileSize = 4 * megabyte;

/** Seconds that the load is measured without a backup, to compare. */
const before = 10;

/** How long a backup of 1 GB takes, half of it in the database, and what those notice of it who read and write meanwhile. */
export async function measureBackups(): Promise<void> {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  const { email, password } = superuser;
  await runHutch(["superuser", "upsert", email, password, "--dir", dir]);
  const recordId = await fill(dir);
  const database = (await stat(join(dir, "data.db"))).size;
  const server = await startHutch(dir);
  try {
    const client = new PocketBase(server.url).autoCancellation(false);
    await client.collection("_superusers").authWithPassword(email, password);
    const load = {
      url: server.url,
      token: client.authStore.token,
      kinds: [
        {
          name: "read",
          method: "GET",
          path: `/api/collections/notes/records/${recordId}`,
        },
        {
          name: "write",
          method: "POST",
          path: "/api/collections/notes/records",
          body: JSON.stringify({ text: "x".repeat(1000) }),
        },
      ],
    } as const;
    const quiet = startSteadyLoad(load);
    await Bun.sleep(before * 1000);
    const without = await quiet.stop();

    const busy = startSteadyLoad(load);
    const began = performance.now();
    await client.backups.create("bench.zip");
    const seconds = (performance.now() - began) / 1000;
    const during = await busy.stop();
    const [backup] = await client.backups.getFullList();
    console.log(
      `backup of ${inMegabytes(database)} MB of database and ${inMegabytes(share)} MB of files ` +
        `while 125 reads and 125 writes come in each second: ${seconds.toFixed(1)} s, ${inMegabytes(backup?.size ?? 0)} MB\n`,
    );
    printTable(
      ["ms", "p50", "p99", "longest"],
      [...rows(without, "no backup"), ...rows(during, "during the backup")],
    );
  } finally {
    await server.stop();
  }
}

function rows(results: readonly SteadyResult[], when: string): string[][] {
  return results.map(({ name, p50, p99, worst }) => [
    `${name}, ${when}`,
    p50.toFixed(1),
    p99.toFixed(1),
    worst.toFixed(1),
  ]);
}

/** Makes a folder with notes and files. Returns a note's id. */
async function fill(dir: string): Promise<string> {
  const app = await openApp({ dir, serve: false });
  try {
    await app.collections.create({
      name: "notes",
      type: "base",
      fields: [{ name: "text", type: "text", max: rowSize * 2 }],
    });
    const notes = app.collections.find("notes")!;
    let id = "";
    for (let bytes = 0; bytes < share; bytes += rowSize) {
      // Half as dense as it could be, as texts are.
      const text = randomBytes(rowSize / 2).toString("hex");
      const request = { ...serverRequest, body: { text } };
      ({ id } = (await app.records.create(notes, undefined, request)) as {
        id: string;
      });
    }
    await app.collections.create({
      name: "photos",
      type: "base",
      fields: [{ name: "photo", type: "file" }],
    });
    for (let bytes = 0; bytes < share; bytes += fileSize) {
      const photo = new Blob([randomBytes(fileSize)], { type: "image/jpeg" });
      await storeFiles(app, "photos", { photo: { "photo.jpg": photo } });
    }
    return id;
  } finally {
    await app.close();
  }
}

function inMegabytes(bytes: number): string {
  return (bytes / megabyte).toFixed(0);
}
