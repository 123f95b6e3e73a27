import { describe, expect, spyOn, test } from "bun:test";
import { join } from "node:path";
import { ZipFile } from "yazl";
import {
  type ArchiveFile,
  writeArchive,
} from "../../../../src/core/backups/making/write-archive.ts";
import { readZip } from "../../../support/zip-files.ts";
import { temporaryFolder } from "../../../temporary-folder.ts";

const options = { signal: new AbortController().signal, advance: () => {} };

/** The same file under so many names. */
async function* repeat(
  path: string,
  count: number,
): AsyncGenerator<ArchiveFile> {
  for (let at = 0; at < count; at++) {
    yield { name: `storage/${at}.jpg`, path, isNeeded: true };
  }
}

describe("an archive of many small files", () => {
  test("is written without looking through all of them for each", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "file");
    await Bun.write(path, "hello");
    const lengths: number[] = [];
    const add = ZipFile.prototype.addBuffer;
    using _ = spyOn(ZipFile.prototype, "addBuffer").mockImplementation(
      function (this: ZipFile & { entries?: unknown[] }, ...given) {
        lengths.push(this.entries!.length);
        add.apply(this, given);
      },
    );
    const archive = await new Response(
      writeArchive(repeat(path, 2_000), options),
    ).bytes();
    expect(lengths).toHaveLength(2_000);
    expect(Math.max(...lengths)).toBeLessThan(200);
    expect((await readZip(archive)).size).toBe(2_000);
  });

  test("does not keep their bytes in memory", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "file");
    const [count, size] = [2_000, 64 * 1024];
    await Bun.write(path, new Uint8Array(size));
    const used = () => {
      Bun.gc(true);
      return process.memoryUsage().arrayBuffers;
    };
    const before = used();
    let bytes = 0;
    let kept: number | undefined;
    for await (const chunk of writeArchive(repeat(path, count), options)) {
      bytes += chunk.length;
      // Nearly all is written, and the writer still at it.
      if (bytes > count * size * 0.95) kept ??= used() - before;
    }
    expect(bytes).toBeGreaterThan(count * size);
    expect(kept).toBeLessThan(16 * 1024 * 1024);
  });
});
