import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildIfStale } from "../../src/packaging/build.ts";
import { describeFigures, type Figures } from "./figures.ts";
import { runTorture } from "./run-torture.ts";

const usage = `Kills the server with SIGKILL while it works, again and again, and checks after each start that nothing is lost and nothing is left over.

  make torture
  make torture ARGS="--rounds 1000 --seed 7"

  --rounds N         how often it is killed at work; some starts are cut short besides (200)
  --seed N           decides what is written; the moments of the kills differ from run to run (random)
  --restore-every N  each round of so many restores a backup (4)
  --executable PATH  what to torture (dist/hutch, built if need be)

A killed process loses nothing that it has handed to the system. What a power cut does is not tested here: databases are
written with synchronous=NORMAL, so that the last moments before one may be missing, as a whole.
`;

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "200" },
    seed: { type: "string" },
    "restore-every": { type: "string", default: "4" },
    executable: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

if (options.help) console.log(usage);
else await torture();

async function torture(): Promise<void> {
  const rounds = Number(options.rounds);
  const seed = Number(
    options.seed ?? crypto.getRandomValues(new Uint32Array(1))[0],
  );
  const folder = await mkdtemp(join(tmpdir(), "hutch-torture-"));
  console.log(`${rounds} rounds, seed ${seed}, in ${folder}`);
  try {
    const figures = await runTorture({
      executable: options.executable ?? (await buildIfStale()),
      folder,
      rounds,
      seed,
      restoreEvery: Number(options["restore-every"]),
      progress: (so) => {
        if (so.rounds % 10 === 0) console.log(describeProgress(so));
      },
    });
    console.log(`\n${describeFigures(figures)}`);
    await rm(folder, { recursive: true, force: true });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(`\nFAILED. Seed ${seed}; all is kept in ${folder}`);
    process.exitCode = 1;
  }
}

function describeProgress(figures: Figures): string {
  const { rounds, writes, backups, worstStart } = figures;
  const { restores, restoresToOld, restoresToNew } = figures;
  return `${rounds} rounds: ${writes} writes, ${backups} backups, ${restores} restores (cut short: ${restoresToOld} to the old data, ${restoresToNew} to the backup's), longest start ${worstStart.toFixed(0)} ms`;
}
