import { restoreUnserved } from "../../../../src/core/backups/restoring/restore-unserved.ts";
import {
  type Disk,
  localDisk,
} from "../../../../src/core/data-folder/swapping/disk.ts";
import { openDataFolder } from "../../../../src/core/data-folder/open-data-folder.ts";

/**
 * Restores an archive into a data folder, and is killed before one of its steps on the disk. A process of its own for tests:
 * `bun restore-until-killed.ts FOLDER ARCHIVE STEP`.
 */
const [dir = "", path = "", killAt = ""] = process.argv.slice(2);

let steps = 0;
function step<A extends unknown[], T>(
  work: (...args: A) => Promise<T>,
): (...args: A) => Promise<T> {
  return async (...args) => {
    if (steps++ === Number(killAt)) {
      process.kill(process.pid, "SIGKILL");
      await new Promise(() => {});
    }
    return work(...args);
  };
}

const disk: Disk = {
  list: step(localDisk.list),
  deviceOf: step(localDisk.deviceOf),
  read: step(localDisk.read),
  makeFolder: step(localDisk.makeFolder),
  move: step(localDisk.move),
  write: step(localDisk.write),
  settle: step(localDisk.settle),
  remove: step(localDisk.remove),
};

await restoreUnserved(
  { name: "archive.zip", path },
  {
    dir,
    disk,
    async open(hold) {
      await step(() => Promise.resolve())();
      const folder = await openDataFolder(dir, { serve: false, hold });
      await step(() => Promise.resolve())();
      await folder.close();
    },
  },
);
