/** What is said of schedules, and the page of scheduled jobs. */
export const cronsText = {
  title: "Scheduled jobs",
  lead: "The server does these by itself. Schedules are in UTC.",
  table: "Scheduled jobs",
  job: "Job",
  schedule: "Schedule",
  next: "Next run",
  actions: "Actions",
  system: "System",
  run: "Run now",
  runOf: "Run {id} now",
  started: "{id} has started.",
  failed: "The jobs did not load",
  none: "There are no scheduled jobs",
  unreadable: "Not known",
  refresh: "Refresh",
  /** What the server's own jobs do. */
  known: {
    __pbDBOptimize__: "Tidies the databases up",
    __pbMFACleanup__: "Removes second factors that have expired",
    __pbOTPCleanup__: "Removes one-time passwords that have expired",
    __pbLogsCleanup__: "Removes old entries of the activity log",
    __pbAutoBackup__: "Makes a backup",
  } as Readonly<Record<string, string>>,
} as const;
