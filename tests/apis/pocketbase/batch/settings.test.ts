import { describe, expect, test } from "bun:test";
import { readError } from "../../../http/open-test-app.ts";
import { create, shareBatchApp } from "./batch-app.ts";

const { api, count, send, set } = await shareBatchApp();

describe("settings", () => {
  test("switch batches on: otherwise nobody may send one", async () => {
    await set({ enabled: false });
    for (const token of [undefined, api.token]) {
      const answer = await send([create({ title: "a" })], { token });
      expect(await readError(answer)).toEqual({
        status: 403,
        message: "Batch requests are not allowed.",
        data: {},
      });
    }
    await set({ enabled: true });
  });

  test("limit how many requests a batch may have", async () => {
    await set({ maxRequests: 2 });
    const request = create({ title: "a" });
    expect((await send([request, request])).status).toBe(200);
    const refused = await readError(await send([request, request, request]));
    expect(refused).toMatchObject({
      status: 400,
      data: {
        requests: {
          code: "validation_length_too_long",
          params: { max: 2, min: 0 },
        },
      },
    });
    await set({ maxRequests: 50 });
    expect(await count()).toBe(2);
  });

  test("limit its bytes, announced or not", async () => {
    await set({ maxBodySize: 200 });
    const json = JSON.stringify({
      requests: [create({ title: "a".repeat(200) })],
    });
    const headers = { "Content-Type": "application/json" };
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(json.slice(0, 100)));
        controller.enqueue(new TextEncoder().encode(json.slice(100)));
        controller.close();
      },
    });
    for (const body of [json, stream]) {
      const answer = await api.send("POST /api/batch", { body, headers });
      expect((await readError(answer)).status).toBe(413);
    }
    expect((await send([create({ title: "a" })])).status).toBe(200);
    await set({ maxBodySize: 0 });
    expect(await count()).toBe(1);
  });

  test("limit how long it may take", async () => {
    await set({ timeout: 1 });
    const gate = Promise.withResolvers<void>();
    const stop = api.app.hooks.onRecordCreateRequest.add(
      async (event, next) => {
        if (event.request.body["title"] === "slow") await gate.promise;
        return next();
      },
    );
    const answer = await send([
      create({ title: "quick" }),
      create({ title: "slow" }),
      create({ title: "quick" }),
    ]);
    expect(await readError(answer)).toEqual({
      status: 400,
      message: "Batch transaction failed.",
      data: {},
    });
    gate.resolve();
    stop();
    await set({ timeout: 3 });
    expect((await send([create({ title: "next" })])).status).toBe(200);
    expect(await count()).toBe(1);
  });
});
