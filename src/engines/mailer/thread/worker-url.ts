/**
 * Where the mailer's worker is. A compiled executable finds workers by their path below the root of all its entry points,
 * `src`.
 */
export const mailerWorkerUrl = Bun.isStandaloneExecutable
  ? "./engines/mailer/thread/mailer.worker.ts"
  : new URL("./mailer.worker.ts", import.meta.url).href;
