import { describe, expect, test } from "bun:test";
import { Turns } from "../../src/core/turns.ts";
import { TooMany } from "../../src/core/errors.ts";

/** Pieces of work that end when they are told to. */
function createWork(turns: Turns) {
  const begun: string[] = [];
  const endings = new Map<string, PromiseWithResolvers<void>>();
  return {
    begun,
    start(name: string): Promise<string> {
      const ending = Promise.withResolvers<void>();
      endings.set(name, ending);
      return turns.run(async () => {
        begun.push(name);
        await ending.promise;
        return name;
      });
    },
    end: (name: string) => endings.get(name)?.resolve(),
    fail: (name: string) => endings.get(name)?.reject(new Error(name)),
  };
}

describe("work that takes turns", () => {
  test("runs so much at once, the rest in the order that it came", async () => {
    const work = createWork(new Turns(2, 10));
    const [a, b, c, d] = ["a", "b", "c", "d"].map((name) => work.start(name));
    expect(work.begun).toEqual(["a", "b"]);
    work.end("b");
    expect(await b).toBe("b");
    expect(work.begun).toEqual(["a", "b", "c"]);
    work.end("a");
    work.end("c");
    work.end("d");
    expect(await Promise.all([a, c, d])).toEqual(["a", "c", "d"]);
    expect(work.begun).toEqual(["a", "b", "c", "d"]);
  });

  test("goes on when a piece of it fails", async () => {
    const work = createWork(new Turns(1, 10));
    const [bad, good] = [work.start("bad"), work.start("good")];
    work.fail("bad");
    await expect(bad).rejects.toThrow("bad");
    work.end("good");
    expect(await good).toBe("good");
  });

  test("is refused unbegun when too much waits, and taken again later", async () => {
    const work = createWork(new Turns(1, 1));
    const [first, second] = [work.start("first"), work.start("second")];
    await expect(work.start("third")).rejects.toBeInstanceOf(TooMany);
    work.end("first");
    await first;
    const fourth = work.start("fourth");
    work.end("second");
    work.end("fourth");
    await Promise.all([second, fourth]);
    expect(work.begun).toEqual(["first", "second", "fourth"]);
  });

  test("leaves no place taken when all is done", async () => {
    const work = createWork(new Turns(1, 1));
    for (const name of ["a", "b", "c"]) {
      const run = work.start(name);
      expect(work.begun.at(-1)).toBe(name);
      work.end(name);
      await run;
    }
  });
});
