import { describe, expect, test } from "bun:test";
import { Gate } from "../../src/http/gate.ts";
import { createHeadersFor } from "../../src/http/shared/answer-headers.ts";
import { readError } from "./open-test-app.ts";

const headersFor = createHeadersFor(["*"]);
const request = (init?: RequestInit) =>
  new Request("http://127.0.0.1/api/health", init);

/** Milliseconds. */
const noPatience = 0;

async function expectTurnedAway(answer: Response): Promise<void> {
  const { status, message } = await readError(answer);
  expect(status).toBe(503);
  expect(message).toContain("backup");
  expect(answer.headers.get("retry-after")).toBe("5");
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
}

describe("a gate", () => {
  test("lets all through in order once it is opened, and what comes later", async () => {
    const gate = new Gate(headersFor);
    const { answer } = gate.handlers;
    const first = answer(request({ method: "POST", body: "one" }));
    const second = answer(request({ method: "POST", body: "two" }));
    const seen: string[] = [];
    gate.open(async (through) => {
      const text = await through.text();
      seen.push(text);
      return new Response(text);
    });
    expect(await (await first).text()).toBe("one");
    expect(await (await second).text()).toBe("two");
    await answer(request({ method: "POST", body: "three" }));
    expect(seen).toEqual(["one", "two", "three"]);
  });

  test("turns away what has waited for too long", async () => {
    const gate = new Gate(headersFor, noPatience);
    await expectTurnedAway(await gate.handlers.answer(request()));
  });

  test("turns all away once it is closed", async () => {
    const gate = new Gate(headersFor);
    const answer = gate.handlers.answer(request());
    gate.close();
    await expectTurnedAway(await answer);
  });

  test("forgets who has gone", async () => {
    const gate = new Gate(headersFor);
    const leaving = new AbortController();
    const answer = gate.handlers.answer(request({ signal: leaving.signal }));
    leaving.abort();
    await answer;
    let calls = 0;
    gate.open(() => {
      calls++;
      return new Response();
    });
    await gate.handlers.answer(request());
    expect(calls).toBe(1);
  });

  test("has room for so many, and no more", async () => {
    const gate = new Gate(headersFor);
    const { answer } = gate.handlers;
    const waiting = Array.from({ length: 20_000 }, () => answer(request()));
    await expectTurnedAway(await answer(request()));
    gate.close();
    await Promise.all(waiting);
  });
});
