import { expect, test } from "bun:test";
import { buildIfStale } from "../../src/packaging/build.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { runTorture } from "./run-torture.ts";

test("a server that is killed at any moment loses nothing that it has acknowledged and leaves nothing over", async () => {
  await using folder = await temporaryFolder();
  const figures = await runTorture({
    executable: await buildIfStale(),
    folder: folder.path,
    rounds: 4,
    seed: 1,
    restoreEvery: 2,
  });
  const { restores, restoresToOld, restoresToNew } = figures;
  expect(figures.rounds).toBe(4);
  expect(figures.writes).toBeGreaterThan(0);
  expect(restores + restoresToOld + restoresToNew).toBeGreaterThan(1);
}, 180_000);
