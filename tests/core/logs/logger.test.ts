import { afterEach, beforeEach, expect, test } from "bun:test";
import { openTempApp, type TempApp } from "../../support/temp-app.ts";
import { type Captured, captureStderr } from "./capture-stderr.ts";

let temp: TempApp;
let stderr: Captured;
beforeEach(async () => {
  temp = await openTempApp();
  stderr = captureStderr();
});
afterEach(async () => {
  stderr.release();
  await temp.close();
});

async function entries() {
  const { items } = await temp.app.logs.list({ sort: "@rowid" });
  return items;
}

test("warnings and errors are printed on stderr and kept", async () => {
  temp.app.log.warn("take care", { of: "yourself" });
  temp.app.log.error("too late");
  expect(stderr.text()).toMatch(
    /^\S+Z warn take care \{"of":"yourself"\}\n\S+Z error too late\n$/,
  );
  expect(await entries()).toMatchObject([
    { level: 4, message: "take care", data: { of: "yourself" } },
    { level: 8, message: "too late", data: {} },
  ]);
});

test("what is below a warning is kept as the settings want, and not printed", async () => {
  temp.app.log.info("by the way");
  temp.app.log.debug("in detail");
  await temp.app.logs.flush();
  await temp.app.settings.update({ logs: { minLevel: -4 } });
  temp.app.log.debug("now in detail");
  expect(stderr.text()).toBe("");
  expect(await entries()).toMatchObject([
    { level: 0, message: "by the way" },
    { level: -4, message: "now in detail" },
  ]);
});

test("an error has its stack and its causes", async () => {
  const cause = new TypeError("the root of it");
  temp.app.log.error("failed", { error: new Error("on top", { cause }) });
  const [entry] = await entries();
  expect(entry).toMatchObject({
    data: {
      error: expect.stringMatching(
        /Error: on top\n\s+at [^]+\ncaused by TypeError: the root of it\n\s+at /,
      ),
    },
  });
});

test("what JSON cannot carry keeps no message from being noted", async () => {
  const circle: Record<string, unknown> = { name: "circle" };
  circle["self"] = circle;
  const loop = new Error("loop");
  loop.cause = loop;
  const values = [
    circle,
    { big: 12345678901234567890n },
    { error: loop },
    {
      toJSON() {
        throw new Error("not me");
      },
    },
    { nothing: undefined, call: () => 1 },
  ];
  for (const value of values) temp.app.log.error("odd", { value });
  expect(await entries()).toHaveLength(values.length);
});

test("nothing that strangers send can forge a line, or move the cursor", async () => {
  temp.app.log.warn("no such file: a\nb\u001b[2J\u009b31m\u202e", {
    name: "c\r\nd\u001b]0;x\u0007\u2028",
  });
  const text = stderr.text();
  expect(text.trimEnd()).not.toMatch(
    // oxlint-disable-next-line no-control-regex -- these are what must not be there
    /[\u0000-\u001f\u007f-\u009f\u2028\u202e]/,
  );
  expect(text).toContain("a\\u000ab\\u001b[2J\\u009b31m");
  const [entry] = await entries();
  expect(entry).toMatchObject({
    message: "no such file: a\nb\u001b[2J\u009b31m\u202e",
  });
});
