/** What is done again and again. */
export interface CronJob {
  readonly id: string;
  /** As `parseCron` reads it; in UTC. */
  readonly expression: string;
  /** What it throws is logged and stops nothing. */
  run(): Promise<void>;
}

/** The jobs of the server, each at its times while the folder is served. */
export interface Crons {
  /** Adds a job, in the place of one with the same id. @throws {CronError} */
  set(job: CronJob): void;
  /** Removing what is not there is no error. */
  remove(id: string): void;
  /** All, in the order in which they were added. */
  list(): readonly { readonly id: string; readonly expression: string }[];
  /** Starts a job now, beside its times, and does not wait for it. @throws {NotFound} */
  start(id: string): void;
  /** Starts nothing more, and waits for what runs. */
  close(): Promise<void>;
}
