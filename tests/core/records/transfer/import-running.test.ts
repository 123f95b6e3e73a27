import { setImmediate } from "node:timers/promises";
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "bun:test";
import { Invalid } from "../../../../src/core/errors.ts";
import { serverRequest } from "../../../../src/core/request.ts";
import type { TestRecords } from "../open-test-records.ts";
import { importText, openPlaces } from "./importing.ts";

let world: TestRecords;
beforeAll(async () => {
  world = await openPlaces();
});
afterAll(() => world.close());

beforeEach(async () => {
  await world.records.truncate(world.collection("places"));
  world.events.length = 0;
});

/** The names of all places. */
async function names(): Promise<unknown[]> {
  const places = world.collection("places");
  const { items } = await world.records.list(places, {}, serverRequest);
  return items.map(({ name }) => name);
}

const importPlaces = (
  text: string,
  options: Readonly<Record<string, unknown>> = {},
) => importText(world, "places", text, { options });

describe("hooks", () => {
  test.each([true, false])("see each row once (atomic: %p)", async (atomic) => {
    const seen: unknown[] = [];
    const remove = world.hooks.onRecordCreate.add(async ({ record }, next) => {
      await next();
      seen.push(record.values["name"]);
    });
    await importPlaces("name\nRome\nTurin", { atomic });
    remove();
    expect(seen).toEqual(["Rome", "Turin"]);
  });

  test("may refuse a row after it was written: it is not there then", async () => {
    const remove = world.hooks.onRecordCreate.add(async ({ record }, next) => {
      await next();
      if (record.values["name"] === "Rome") throw new Invalid();
    });
    const report = await importPlaces("name\nRome\nTurin", { atomic: false });
    remove();
    expect(report).toMatchObject({ created: 1, failed: 1 });
    expect(await names()).toEqual(["Turin"]);
  });
});

describe("an import that nobody waits for any more", () => {
  const rows = Array.from({ length: 5_000 }, (_, row) => `place ${row}`);
  const text = ["name", ...rows].join("\n");

  /** Stops the import when it writes. */
  async function stopWriting(atomic: boolean): Promise<number> {
    const leaving = new AbortController();
    const watch = {
      signal: leaving.signal,
      progress: ({ phase, rows: done }: { phase: string; rows: number }) => {
        if (phase === "write" && done > 0) leaving.abort();
      },
    };
    const importing = importText(world, "places", text, {
      options: { atomic },
      watch,
    });
    await expect(importing).rejects.toThrow("stopped");
    return world.count("places");
  }

  test("leaves nothing half done, if it is all or nothing", async () => {
    expect(await stopWriting(true)).toBe(0);
    expect(world.events).toEqual([]);
  });

  test("keeps what was written, if it is not", async () => {
    const count = await stopWriting(false);
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(rows.length);
    expect(world.events).toHaveLength(count);
  });
});

test("an import lets others write in between", async () => {
  await world.define({
    name: "notes",
    fields: [{ name: "n", type: "number" }],
  });
  const rows = Array.from({ length: 3_000 }, (_, row) => `place ${row}`);
  const text = ["name", ...rows].join("\n");
  let others = 0;
  const done = new AbortController();
  const writing = async () => {
    while (!done.signal.aborted) {
      await world.add("notes", { n: others++ });
      await setImmediate();
    }
  };
  const running = writing();
  await importPlaces(text, { atomic: false });
  done.abort();
  await running;
  expect(others).toBeGreaterThan(5);
});

test("an import ends when the collection is not what it was", async () => {
  await world.define({
    name: "brief",
    fields: [{ name: "name", type: "text" }],
  });
  const text = `name\n${"x\n".repeat(5_000)}`;
  let changing: Promise<unknown> | undefined;
  const importing = importText(world, "brief", text, {
    options: { atomic: false },
    watch: {
      progress: ({ phase }) => {
        if (phase === "write") {
          changing ??= world.collections.update("brief", { listRule: null });
        }
      },
    },
  });
  await expect(importing).rejects.toThrow("changed meanwhile");
  await changing;
});

test("progress is told in rows and bytes, up to all of them", async () => {
  const told: { phase: string; rows: number; bytes: number; size: number }[] =
    [];
  const text = `name\n${"x\n".repeat(500)}`;
  await importText(world, "places", text, {
    watch: { progress: (progress) => told.push(progress) },
  });
  for (const phase of ["check", "write"]) {
    const last = told.findLast((one) => one.phase === phase);
    expect(last).toMatchObject({
      rows: 500,
      bytes: text.length,
      size: text.length,
    });
  }
});
