/** How a run of checks or tests ended. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Reads the closing summary of `bun test`. What was skipped counts as failed, and so does a run that broke off, or that
 * ended badly without saying which test it was.
 */
export function countTests(output: string, exitCode: number): Counts {
  const count = (word: string) =>
    Number(
      output
        .match(new RegExp(`^ *(\\d+) ${word}$`, "gm"))
        ?.at(-1)
        ?.match(/\d+/)?.[0] ?? 0,
    );
  const passed = count("pass");
  const failed = count("fail") + count("skip") + count("todo");
  const finished = /^Ran \d+ tests? across \d+ files?\./m.test(output);
  const silentFailure =
    !finished || (exitCode !== 0 && failed === 0) || passed + failed === 0;
  return { passed, failed: silentFailure ? failed + 1 : failed };
}
