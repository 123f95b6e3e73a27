import { expect, test } from "bun:test";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { openAppHost } from "../../../../src/core/open-app-host.ts";
import { temporaryFolder } from "../../../temporary-folder.ts";

test("closing ends a restore that unpacks still, before the folder is let go", async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  const host = await openAppHost({ dir });
  const storage = join(dir, "storage", "large");
  await mkdir(storage, { recursive: true });
  const piece = new Uint8Array(4 * 1024 * 1024);
  for (let at = 0; at < 8; at++) {
    await Bun.write(join(storage, `${at}`), piece);
  }
  const { backups } = host.app;
  const key = await backups.create("");

  const order: string[] = [];
  const begun = Promise.withResolvers<void>();
  const restored = backups
    .restore(key, {
      begin: () => undefined,
      advance: () => begun.resolve(),
      end: () => undefined,
    })
    .finally(() => order.push("restore"));
  restored.catch(() => undefined);
  await begun.promise;
  await host.close();
  order.push("close");

  await expect(restored).rejects.toThrow(
    `The backup ${key} cannot be unpacked: The server is closing.`,
  );
  expect(order).toEqual(["restore", "close"]);
  const hidden = (await readdir(dir)).filter((name) => name.startsWith("."));
  expect(hidden).not.toContain(".hutch_restore");
});
