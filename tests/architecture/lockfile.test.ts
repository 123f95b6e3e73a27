import { expect, test } from "bun:test";
import { join } from "node:path";

test("the lock file names packages and no registry", async () => {
  const lock = Bun.file(join(import.meta.dir, "../../bun.lock"));
  expect(await lock.text()).not.toMatch(/\w+:\/\//);
});
