/** This engine's folder, below the root of all entry points, `src`. */
const engine = "engines/database/sqlite";

/**
 * Where a worker's code is.
 *
 * A compiled executable holds workers only if `bun build --compile` was given them as entry points besides `src/main.ts`,
 * and finds them by their path below the root of all entry points:
 *
 *     bun build --compile --root src src/main.ts src/engines/database/sqlite/checkpoints/checkpoint.worker.ts …
 *
 * @param file below this engine's folder
 */
export function workerUrl(file: string): string {
  return Bun.isStandaloneExecutable
    ? `./${engine}/${file}`
    : new URL(`../${file}`, import.meta.url).href;
}
