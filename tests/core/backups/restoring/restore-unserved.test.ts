import { expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { restoreUnserved } from "../../../../src/core/backups/restoring/restore-unserved.ts";
import { packFolder } from "../../../support/pack-archive.ts";
import { openTempApp } from "../../../support/temp-app.ts";

test("nothing is left of a backup that does not open", async () => {
  const temp = await openTempApp();
  await temp.app.close();
  const dir = join(temp.dir, "pb_data");
  const path = join(temp.dir, "backup.zip");
  await Bun.write(path, await packFolder(dir));
  const restored = restoreUnserved(
    { name: "backup.zip", path },
    { dir, open: () => Promise.reject(new Error("no such key")) },
  );
  await expect(restored).rejects.toThrow(
    "The backup backup.zip was not restored, and all is as it was: no such key.",
  );
  const left = (await readdir(dir)).filter((name) => name.startsWith("."));
  expect(left).toEqual([]);
  await temp.close();
});
