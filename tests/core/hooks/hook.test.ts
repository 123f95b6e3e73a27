import { describe, expect, test } from "bun:test";
import { Hook } from "../../../src/core/hooks/hook.ts";

describe("a chain around an operation", () => {
  test("without handlers is the operation itself", async () => {
    const hook = new Hook<object, number>("onTest");
    expect(await hook.run({}, () => Promise.resolve(1))).toBe(1);
  });

  test("runs its handlers in order, each around the rest", async () => {
    const hook = new Hook<{ steps: string[] }>("onTest");
    for (const name of ["first", "second"]) {
      hook.add(async ({ steps }, next) => {
        steps.push(`${name} before`);
        await next();
        steps.push(`${name} after`);
      });
    }
    const steps: string[] = [];
    await hook.run({ steps }, async () => {
      steps.push("operation");
    });
    expect(steps).toEqual([
      "first before",
      "second before",
      "operation",
      "second after",
      "first after",
    ]);
  });

  test("lets a handler change the event and the result", async () => {
    const hook = new Hook<{ by: number }, number>("onTest");
    hook.add(async (event, next) => {
      event.by = 10;
      return (await next()) + 1;
    });
    const event = { by: 1 };
    expect(await hook.run(event, () => Promise.resolve(event.by))).toBe(11);
  });

  test("lets a handler refuse by throwing: neither later handlers nor the operation run", async () => {
    const hook = new Hook<object>("onTest");
    const ran: string[] = [];
    hook.add(() => Promise.reject(new Error("refused")));
    hook.add(async (_, next) => {
      ran.push("later");
      await next();
    });
    const running = hook.run({}, async () => {
      ran.push("operation");
    });
    await expect(running).rejects.toThrow("refused");
    expect(ran).toEqual([]);
  });

  test("lets a handler answer instead of the operation", async () => {
    const hook = new Hook<object, string>("onTest");
    hook.add(() => Promise.resolve("instead"));
    const operation = () => Promise.reject(new Error("not reached"));
    expect(await hook.run({}, operation)).toBe("instead");
  });

  test("forgets a handler that was removed, and only that one", async () => {
    const hook = new Hook<object, number>("onTest");
    const addOne = async (_: object, next: () => Promise<number>) =>
      (await next()) + 1;
    const remove = hook.add(addOne);
    hook.add(async (_, next) => (await next()) + 10);
    remove();
    expect(await hook.run({}, () => Promise.resolve(0))).toBe(10);
  });
});
