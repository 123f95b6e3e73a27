import { NotFound } from "../errors.ts";
import type { Logger } from "../logs/logger.ts";
import type { CronJob, Crons } from "./crons.ts";
import { Timetable } from "./timetable.ts";

export interface CronsParts {
  readonly log: Logger;
  /** Whether jobs start at their times: only in a process that serves the folder. */
  readonly serve: boolean;
  /** Milliseconds that closing waits for jobs that run; 10 seconds when absent. */
  readonly patience?: number;
}

const minute = 60_000;

/** Opens the jobs of a folder, none yet. */
export function createCrons({
  log,
  serve,
  patience = 10_000,
}: CronsParts): Crons {
  const jobs = new Map<string, CronJob>();
  const timetable = new Timetable();
  const running = new Map<CronJob, Promise<void>>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  if (serve) waitForMinute();

  /** Looks anew each minute instead of waiting for a job's time: so clocks that are set and machines that sleep do no harm. */
  function waitForMinute(): void {
    timer = setTimeout(
      () => {
        waitForMinute();
        for (const id of timetable.takeDue(Date.now())) {
          const job = jobs.get(id);
          if (job === undefined) continue;
          if (!begin(job)) {
            log.warn(`the cron job ${id} still runs when it is due again`);
          }
        }
      },
      minute - (Date.now() % minute),
    );
    timer.unref();
  }

  /** Starts a job, unless it runs already: what takes longer than it should must not pile up. */
  function begin(job: CronJob): boolean {
    if (isClosed || running.has(job)) return false;
    const done = perform(job).finally(() => running.delete(job));
    running.set(job, done);
    return true;
  }

  /** Never throws. */
  async function perform(job: CronJob): Promise<void> {
    try {
      await job.run();
    } catch (error) {
      log.error(`the cron job ${job.id} failed`, { job: job.id, error });
    }
  }

  return {
    set(job) {
      timetable.set(job.id, job.expression, Date.now());
      // In the last place, as in PocketBase.
      jobs.delete(job.id);
      jobs.set(job.id, job);
    },
    remove(id) {
      timetable.remove(id);
      jobs.delete(id);
    },
    list: () =>
      [...jobs.values()].map(({ id, expression }) => ({ id, expression })),
    start(id) {
      const job = jobs.get(id);
      if (job === undefined) throw new NotFound();
      begin(job);
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      if (running.size === 0) return;
      const late = Promise.withResolvers<void>();
      const limit = setTimeout(() => {
        const ids = [...running.keys()].map(({ id }) => id);
        log.warn("closing did not wait longer for cron jobs", { jobs: ids });
        late.resolve();
      }, patience);
      await Promise.race([Promise.all(running.values()), late.promise]);
      clearTimeout(limit);
    },
  };
}
