import { describe, expect, test } from "bun:test";
import { Windows } from "../../../src/core/limits/windows.ts";

const allowance = { maxRequests: 2, duration: 10 };

function createWindows(most = 1000) {
  const clock = { now: Date.UTC(2030, 0, 1) };
  const windows = new Windows(most, () => clock.now);
  return {
    windows,
    take: (key = "a", allowed = allowance) => windows.take(key, allowed),
    pass: (seconds: number) => {
      clock.now += seconds * 1000;
    },
  };
}

describe("a window", () => {
  test("lets so many through, and then says how long to wait", () => {
    const { take, pass } = createWindows();
    expect([take(), take(), take()]).toEqual([0, 0, 10]);
    pass(7.5);
    expect(take()).toBe(3);
  });

  test("begins anew when its time is over, not with each request", () => {
    const { take, pass } = createWindows();
    take();
    pass(6);
    expect([take(), take()]).toEqual([0, 4]);
    pass(4);
    expect([take(), take(), take()]).toEqual([0, 0, 10]);
  });

  test("is one key's alone", () => {
    const { take } = createWindows();
    expect([take("a"), take("a"), take("b"), take("a")]).toEqual([0, 0, 0, 10]);
  });

  test("keeps nobody out when the clock is put back", () => {
    const { take, pass } = createWindows();
    expect([take(), take(), take()]).toEqual([0, 0, 10]);
    pass(-86_400);
    expect([take(), take(), take()]).toEqual([0, 0, 10]);
  });

  test("that is long outlives the short ones around it", () => {
    const { take, pass } = createWindows();
    const daily = { maxRequests: 1, duration: 86_400 };
    expect(take("daily", daily)).toBe(0);
    for (let hour = 1; hour < 24; hour++) {
      pass(3600);
      take("a");
      take("b");
    }
    expect(take("daily", daily)).toBe(3600);
  });
});

describe("windows", () => {
  test("of clients that do not come again are forgotten", () => {
    const { windows, take, pass } = createWindows();
    for (let client = 0; client < 400; client++) take(`client ${client}`);
    expect(windows.size).toBe(400);
    for (let minute = 0; minute < 4; minute++) {
      pass(61);
      take("another");
    }
    expect(windows.size).toBe(1);
  });

  test("are bounded, however many clients come", () => {
    const { windows, take } = createWindows(1000);
    for (let client = 0; client < 50_000; client++) take(`client ${client}`);
    expect(windows.size).toBeLessThanOrEqual(1000);
  });

  test("of clients that go on asking stay while a flood of others passes", () => {
    const { take } = createWindows(1000);
    take("persistent");
    take("persistent");
    for (let client = 0; client < 20_000; client++) {
      take(`client ${client}`);
      if (client % 100 === 0) expect(take("persistent")).toBe(10);
    }
  });
});
