import { afterEach, beforeEach, expect, jest, test } from "bun:test";
import { createCrons } from "../../../src/core/crons/create-crons.ts";
import { CronError } from "../../../src/core/crons/parse-cron.ts";
import { NotFound } from "../../../src/core/errors.ts";
import type { Logger } from "../../../src/core/logs/logger.ts";

const minute = 60_000;

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse("2026-03-01T10:00:20Z") });
});
afterEach(() => {
  jest.useRealTimers();
});

/** Crons whose log can be read. */
function openCrons({ serve = true, patience = 1000 } = {}) {
  const said: { level: string; message: string; data: unknown }[] = [];
  const say =
    (level: string): Logger["info"] =>
    (message, data) =>
      void said.push({ level, message, data });
  const log: Logger = {
    debug: say("debug"),
    info: say("info"),
    warn: say("warn"),
    error: say("error"),
  };
  return { crons: createCrons({ log, serve, patience }), said };
}

/** A job that notes when it starts, and goes on until it is let go. */
function heldJob(id: string, expression = "* * * * *") {
  const starts: string[] = [];
  let release = Promise.withResolvers<void>();
  return {
    starts,
    release: () => release.resolve(),
    job: {
      id,
      expression,
      run: () => {
        starts.push(new Date().toISOString().slice(11, 16));
        release = Promise.withResolvers();
        return release.promise;
      },
    },
  };
}

/** Lets what has become ready run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

test("jobs run at their times, in UTC", async () => {
  const { crons } = openCrons();
  const starts: string[] = [];
  const note = (id: string) => async () =>
    void starts.push(`${id} ${new Date().toISOString().slice(11, 16)}`);
  crons.set({ id: "each", expression: "* * * * *", run: note("each") });
  crons.set({ id: "later", expression: "2 10 * * *", run: note("later") });
  for (let i = 0; i < 3; i++) {
    jest.advanceTimersByTime(minute);
    await settle();
  }
  await crons.close();
  expect(starts).toEqual([
    "each 10:01",
    "each 10:02",
    "later 10:02",
    "each 10:03",
  ]);
});

test("no job runs by itself in a process that does not serve the folder, but when it is asked for", async () => {
  const { crons } = openCrons({ serve: false });
  const { job, starts, release } = heldJob("job");
  crons.set(job);
  jest.advanceTimersByTime(10 * minute);
  await settle();
  expect(starts).toEqual([]);
  crons.start("job");
  expect(starts).toHaveLength(1);
  release();
  await crons.close();
});

test("a job that throws is logged with its id, and runs again", async () => {
  const { crons, said } = openCrons();
  let runs = 0;
  crons.set({
    id: "bad",
    expression: "* * * * *",
    run() {
      throw new Error(`no ${++runs}`);
    },
  });
  for (let i = 0; i < 2; i++) {
    jest.advanceTimersByTime(minute);
    await settle();
  }
  await crons.close();
  expect(said).toMatchObject([
    { level: "error", message: "the cron job bad failed" },
    { level: "error", data: { job: "bad", error: new Error("no 2") } },
  ]);
});

test("a job that still runs is not begun again, and later is", async () => {
  const { crons, said } = openCrons();
  const { job, starts, release } = heldJob("slow");
  crons.set(job);
  jest.advanceTimersByTime(minute);
  jest.advanceTimersByTime(minute);
  crons.start("slow");
  expect(starts).toEqual(["10:01"]);
  expect(said).toMatchObject([
    {
      level: "warn",
      message: "the cron job slow still runs when it is due again",
    },
  ]);
  release();
  await settle();
  jest.advanceTimersByTime(minute);
  expect(starts).toEqual(["10:01", "10:03"]);
  release();
  await crons.close();
});

test("the clock may be set while the server runs", async () => {
  const { crons } = openCrons();
  const { job, starts, release } = heldJob("hourly", "0 * * * *");
  crons.set(job);
  jest.setSystemTime(Date.parse("2026-03-05T16:59:40Z"));
  jest.advanceTimersByTime(minute);
  release();
  await settle();
  expect(starts).toHaveLength(1);
  jest.setSystemTime(Date.parse("2020-01-01T10:59:30Z"));
  jest.advanceTimersByTime(minute);
  jest.advanceTimersByTime(minute);
  expect(starts).toHaveLength(2);
  release();
  await crons.close();
});

test("closing waits for what runs, and begins nothing more", async () => {
  const { crons } = openCrons();
  const { job, starts, release } = heldJob("job");
  crons.set(job);
  crons.start("job");
  let isClosed = false;
  const closing = crons.close().then(() => (isClosed = true));
  await settle();
  expect(isClosed).toBe(false);
  release();
  await closing;
  crons.start("job");
  jest.advanceTimersByTime(5 * minute);
  expect(starts).toHaveLength(1);
});

test("closing does not wait for ever", async () => {
  const { crons, said } = openCrons({ patience: 1000 });
  crons.set(heldJob("stuck").job);
  crons.start("stuck");
  const closing = crons.close();
  jest.advanceTimersByTime(1000);
  await closing;
  expect(said).toMatchObject([{ level: "warn", data: { jobs: ["stuck"] } }]);
});

test("jobs are listed as they were added, one that is set again last", async () => {
  const { crons } = openCrons();
  const add = (id: string, expression: string) =>
    crons.set({ id, expression, run: () => Promise.resolve() });
  add("a", "* * * * *");
  add("b", "@daily");
  add("a", "0 1 * * *");
  add("c", "@hourly");
  crons.remove("c");
  crons.remove("never there");
  expect(crons.list()).toEqual([
    { id: "b", expression: "@daily" },
    { id: "a", expression: "0 1 * * *" },
  ]);
  expect(() => add("d", "nonsense")).toThrow(CronError);
  expect(() => crons.start("d")).toThrow(NotFound);
  expect(crons.list()).toHaveLength(2);
  await crons.close();
});

test("waiting for jobs does not keep a process alive", async () => {
  jest.useRealTimers();
  const module = import.meta.resolve("../../../src/core/crons/create-crons.ts");
  const log = "{ debug() {}, info() {}, warn() {}, error() {} }";
  const child = Bun.spawn(
    [
      process.execPath,
      "-e",
      `const { createCrons } = await import(${JSON.stringify(module)});
       createCrons({ serve: true, log: ${log} })
         .set({ id: "a", expression: "* * * * *", run: async () => {} });`,
    ],
    { stdout: "inherit", stderr: "inherit" },
  );
  expect(await child.exited).toBe(0);
});
