import type { Database } from "../../engines/database/database.ts";
import type { Auth } from "../auth/auth.ts";
import type { Logs } from "../logs/logs.ts";
import type { CronJob, Crons } from "./crons.ts";

export interface SystemJobsParts {
  readonly database: Database;
  readonly auxiliary: Database;
  readonly auth: Auth;
  readonly logs: Logs;
}

/** Adds the jobs that every server has, under PocketBase's ids and at its times. */
export function addSystemJobs(
  crons: Crons,
  { database, auxiliary, auth, logs }: SystemJobsParts,
): void {
  const jobs: readonly CronJob[] = [
    {
      id: "__pbDBOptimize__",
      expression: "0 0 * * *",
      async run() {
        await database.optimize();
        await auxiliary.optimize();
      },
    },
    {
      id: "__pbMFACleanup__",
      expression: "0 * * * *",
      run: () => auth.removeExpired("_mfas"),
    },
    {
      id: "__pbOTPCleanup__",
      expression: "0 * * * *",
      run: () => auth.removeExpired("_otps"),
    },
    {
      id: "__pbLogsCleanup__",
      expression: "0 */6 * * *",
      run: () => logs.removeOld(),
    },
  ];
  for (const job of jobs) crons.set(job);
}
