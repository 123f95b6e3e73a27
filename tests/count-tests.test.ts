import { afterAll, expect, test } from "bun:test";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countTests } from "./count-tests.ts";

const folder = mkdtempSync(join(tmpdir(), "hutch-count-"));
afterAll(() => rm(folder, { recursive: true }));
let runs = 0;

/** Runs `bun test` on made-up files and counts. */
async function countOf(
  texts: readonly string[],
  options: readonly string[] = [],
) {
  const files: string[] = [];
  for (const text of texts) {
    const file = join(folder, `${++runs}.test.ts`);
    await Bun.write(file, `import { test, expect } from "bun:test";\n${text}`);
    files.push(file);
  }
  const child = Bun.spawn([process.execPath, "test", ...options, ...files], {
    cwd: folder,
    stdout: "pipe",
    stderr: "pipe",
  });
  const output =
    (await new Response(child.stdout).text()) +
    (await new Response(child.stderr).text());
  return countTests(output, await child.exited);
}

const good = 'test("a", () => {});';

const cases: [what: string, text: string, passed: number, failed: number][] = [
  ["tests that pass", good + 'test("b", () => {});', 2, 0],
  ["one that fails", good + 'test("b", () => expect(1).toBe(2));', 1, 1],
  ["one that is skipped", good + 'test.skip("b", () => {});', 1, 1],
  ["one still to do", good + 'test.todo("b");', 1, 1],
  ["a file that cannot be loaded", 'import "./nowhere.ts";' + good, 0, 1],
  ["an error outside of tests", good + 'throw new Error("oh");', 0, 1],
  ["a run that breaks off", good + 'test("b", () => process.exit(0));', 0, 1],
  ["words that look like a summary", good + 'console.log(" 9 pass");', 1, 0],
];

test.each(cases)("counts %s", async (_, text, passed, failed) => {
  expect(await countOf([text])).toEqual({ passed, failed });
});

test.each(cases)(
  "counts %s beside files that other processes run",
  async (_, text, passed, failed) => {
    const options = ["--parallel=2", "--no-isolate"];
    const count = await countOf([good, text, good], options);
    expect(count).toEqual({ passed: passed + 2, failed });
  },
);

test("counts no tests at all as failed", async () => {
  expect(await countOf([""])).toEqual({ passed: 0, failed: 1 });
});
