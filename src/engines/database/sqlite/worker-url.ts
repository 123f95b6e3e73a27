/**
 * Where a worker's code is.
 *
 * A compiled executable holds workers only if `bun build --compile` was given them as entry points besides `src/main.ts`,
 * and finds them by their path below the root of all entry points, `src`:
 *
 *     bun build --compile --root src src/main.ts \
 *       src/engines/database/sqlite/reader.worker.ts src/engines/database/sqlite/checkpoint.worker.ts
 */
export function workerUrl(name: "reader" | "checkpoint"): string {
  return Bun.isStandaloneExecutable
    ? `./engines/database/sqlite/${name}.worker.ts`
    : new URL(`./${name}.worker.ts`, import.meta.url).href;
}
