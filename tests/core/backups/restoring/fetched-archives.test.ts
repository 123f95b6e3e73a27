import { afterEach, beforeEach, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { stageBackup } from "../../../../src/core/backups/restoring/stage-backup.ts";
import { packFolder } from "../../../support/pack-archive.ts";
import { openTempApp } from "../../../support/temp-app.ts";
import { temporaryFolder } from "../../../temporary-folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let archive: Buffer;
beforeEach(async () => {
  folder = await temporaryFolder();
  const temp = await openTempApp();
  await temp.app.close();
  archive = await packFolder(join(temp.dir, "pb_data"));
  await temp.close();
});
afterEach(() => folder[Symbol.asyncDispose]());

/** A backup that is kept elsewhere. */
function source(read: () => ReadableStream<Uint8Array>) {
  const name = "far.zip";
  return { name, size: archive.length, read: async () => read() };
}

test("a backup that is kept elsewhere is fetched into the data folder, and the archive does not stay", async () => {
  let fetched = 0;
  const steps: string[] = [];
  await stageBackup(
    folder.path,
    source(() => new Blob([new Uint8Array(archive)]).stream()),
    {
      progress: {
        begin: (step) => void steps.push(step),
        advance(bytes) {
          if (steps.at(-1) === "Fetching") fetched += bytes;
        },
        end() {},
      },
    },
  );
  expect(steps).toEqual(["Fetching", "Unpacking"]);
  expect(fetched).toBe(archive.length);
  const restoring = join(folder.path, ".hutch_restore");
  expect(await readdir(restoring)).toEqual(["new"]);
});

test("nothing is left of one whose storage fails in the middle", async () => {
  const failing = () =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(archive.subarray(0, 100));
        controller.error(new Error("the bucket is gone"));
      },
    });
  const staged = stageBackup(folder.path, source(failing));
  await expect(staged).rejects.toThrow(
    "far.zip cannot be fetched: the bucket is gone",
  );
  expect(await readdir(folder.path)).toEqual([]);
});
