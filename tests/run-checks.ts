import { availableParallelism } from "node:os";
import { countTests } from "./count-tests.ts";
import type { Counts } from "./count-tests.ts";
import { runBun } from "./run-bun.ts";

/** Runs every check and every test; the last line counts them, and the exit code is 1 if one failed. */

const checks: readonly (readonly [name: string, ...args: string[]])[] = [
  ["format", "fmt", "--check"],
  // The linter starts a script of Node's: `--bun` puts Bun in its place, since Node may not be there.
  ["lint", "run", "--bun", "oxlint", "--deny-warnings"],
  ["types", "check", "--no-script", "--build"],
  ["executable", "src/packaging/build.ts"],
];

/** Processes that run test files side by side: one more than there are cores, since tests in a browser wait a lot. */
const processes = availableParallelism() + 1;

/** What it prints is shown once it is through, since the checks run side by side. */
async function runCheck(
  name: string,
  args: readonly string[],
): Promise<Counts> {
  const { output, exitCode } = await runBun(args);
  const passed = exitCode === 0;
  console.log(`\n── ${name}\n${output.trimEnd()}`);
  console.log(passed ? `${name}: passed` : `${name}: FAILED`);
  return { passed: Number(passed), failed: Number(!passed) };
}

/** Bun shows a file's tests together once they are through, whichever process ran it. */
async function runTests(): Promise<Counts> {
  console.log("\n── tests");
  // A process keeps what it has loaded from one file to the next: else half of the time would go there.
  const inParallel = [`--parallel=${processes}`, "--no-isolate"];
  const { output, exitCode } = await runBun(
    ["test", "--timeout=60000", ...inParallel],
    { print: (bytes) => process.stdout.write(bytes) },
  );
  return countTests(output, exitCode);
}

const counts = await Promise.all(
  checks.map(async ([name, ...args]) => runCheck(name, args)),
);
// The executable has to be there first.
counts.push(await runTests());

const sum = (which: keyof Counts) =>
  counts.reduce((total, count) => total + count[which], 0);
process.exitCode = sum("failed") === 0 ? 0 : 1;
console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
