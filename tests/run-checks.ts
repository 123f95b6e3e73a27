import { join } from "node:path";
import { countTests } from "./count-tests.ts";
import type { Counts } from "./count-tests.ts";

/** Runs every check and every test; the last line counts them, and the exit code is 1 if one failed. */

const root = join(import.meta.dir, "..");

const checks: readonly (readonly [name: string, ...args: string[]])[] = [
  ["format", "fmt", "--check"],
  // The linter starts a script of Node's: `--bun` puts Bun in its place, since Node may not be there.
  ["lint", "run", "--bun", "oxlint", "--deny-warnings"],
  ["types", "check", "--no-script", "--build"],
  ["executable", "src/packaging/build.ts"],
];

/** Runs Bun with these arguments, passing on what it prints. Resolves to all of that, and the exit code. */
async function run(args: readonly string[]) {
  const child = Bun.spawn([process.execPath, ...args], {
    cwd: root,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  let output = "";
  const passOn = async (from: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    for await (const bytes of from) {
      output += decoder.decode(bytes, { stream: true });
      process.stdout.write(bytes);
    }
  };
  await Promise.all([passOn(child.stdout), passOn(child.stderr)]);
  return { output, exitCode: await child.exited };
}

async function runCheck(name: string, args: readonly string[]) {
  console.log(`\n── ${name}`);
  const { exitCode } = await run(args);
  const passed = exitCode === 0;
  console.log(passed ? `${name}: passed` : `${name}: FAILED`);
  return { passed: Number(passed), failed: Number(!passed) };
}

async function runTests(): Promise<Counts> {
  console.log("\n── tests");
  const { output, exitCode } = await run(["test", "--timeout=60000"]);
  return countTests(output, exitCode);
}

const counts: Counts[] = [];
for (const [name, ...args] of checks) counts.push(await runCheck(name, args));
counts.push(await runTests());

const sum = (which: keyof Counts) =>
  counts.reduce((total, count) => total + count[which], 0);
process.exitCode = sum("failed") === 0 ? 0 : 1;
console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
