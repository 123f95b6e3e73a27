/**
 * Where the workers' code is.
 *
 * A compiled executable holds workers only if `bun build --compile` was given them as entry points besides `src/main.ts`,
 * and finds them by their path below the root of all entry points, `src`:
 *
 *     bun build --compile --root src src/main.ts src/engines/database/sqlite/checkpoint.worker.ts …
 */
export const checkpointWorkerUrl = Bun.isStandaloneExecutable
  ? "./engines/database/sqlite/checkpoint.worker.ts"
  : new URL("./checkpoint.worker.ts", import.meta.url).href;

export const snapshotWorkerUrl = Bun.isStandaloneExecutable
  ? "./engines/database/sqlite/snapshot.worker.ts"
  : new URL("./snapshot.worker.ts", import.meta.url).href;

export const asideWorkerUrl = Bun.isStandaloneExecutable
  ? "./engines/database/sqlite/aside.worker.ts"
  : new URL("./aside.worker.ts", import.meta.url).href;
