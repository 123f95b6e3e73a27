import { expect, test } from "bun:test";
import { join } from "node:path";
import { countTests } from "./count-tests.ts";
import { runBun } from "./run-bun.ts";
import { temporaryFolder } from "./temporary-folder.ts";

test("what is printed comes as it is printed, and is kept", async () => {
  let printed = "";
  const { output, exitCode } = await runBun(
    ["-e", "console.log('out'); console.error('err'); process.exit(3)"],
    { print: (bytes) => (printed += new TextDecoder().decode(bytes)) },
  );
  expect(output.split("\n").toSorted()).toEqual(["", "err", "out"]);
  expect(printed).toBe(output);
  expect(exitCode).toBe(3);
});

test("tests that hang are ended, with what they have started, and count as failed", async () => {
  await using folder = await temporaryFolder();
  const { promise: startedIsGone, resolve } = Promise.withResolvers<void>();
  await using server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    idleTimeout: 0,
    fetch({ signal }) {
      signal.addEventListener("abort", () => resolve());
      return new Promise<Response>(() => {});
    },
  });
  const hanging = join(folder.path, "hangs.test.ts");
  const passing = join(folder.path, "passes.test.ts");
  await Bun.write(
    hanging,
    `import { test } from "bun:test";
     test("hangs", async () => {
       Bun.spawn([process.execPath, "-e", "await fetch('${server.url.href}')"]);
       for (;;);
     });`,
  );
  await Bun.write(
    passing,
    `import { test } from "bun:test"; test("passes", () => {});`,
  );
  const { output, exitCode } = await runBun(
    ["test", "--parallel=2", "--no-isolate", hanging, passing],
    { longestSilence: 3_000 },
  );
  expect(output).toContain("hangs.test.ts");
  expect(countTests(output, exitCode).failed).toBeGreaterThan(0);
  await startedIsGone;
});
