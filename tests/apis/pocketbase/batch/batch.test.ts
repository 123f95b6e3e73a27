import { describe, expect, test } from "bun:test";
import { create, failureOf, posts, shareBatchApp } from "./batch-app.ts";

const { api, count, send } = await shareBatchApp();

describe("a batch", () => {
  test("answers each request with a status and a body", async () => {
    const id = "batchedpost0001";
    const answer = await send([
      create({ id, title: "one" }),
      { method: "PATCH", url: `${posts}/${id}`, body: { "views+": 2 } },
      { method: "PUT", url: posts, body: { id, title: "two" } },
      { method: "PUT", url: `${posts}?fields=title`, body: { title: "new" } },
      { method: "DELETE", url: `${posts}/${id}` },
    ]);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject([
      { status: 200, body: { id, title: "one", collectionName: "posts" } },
      { status: 200, body: { id, title: "one", views: 2 } },
      { status: 200, body: { id, title: "two", views: 2 } },
      { status: 200, body: { title: "new" } },
      { status: 204, body: null },
    ]);
    expect(await count()).toBe(1);
  });

  test("says which request failed, with the answer that it would have had by itself", async () => {
    const answer = await send([create({ title: "one" }), create({})]);
    expect(await failureOf(answer)).toEqual({
      index: 1,
      status: 400,
      message: "Failed to create record.",
      data: {
        title: {
          code: "validation_required",
          message: expect.any(String),
        },
      },
    });
    expect(await count()).toBe(0);
  });

  test("picks fields of its answer, and of each request's", async () => {
    const answer = await api.send("POST /api/batch?fields=status,body.title", {
      json: { requests: [create({ title: "a" }, "?fields=title,views")] },
    });
    expect(await answer.json()).toEqual([
      { status: 200, body: { title: "a" } },
    ]);
  });

  test("may be sent as a form, too", async () => {
    const payload = JSON.stringify({ requests: [create({ title: "a" })] });
    const form = new FormData();
    form.append("@jsonPayload", payload);
    const body = `@jsonPayload=${encodeURIComponent(payload)}`;
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    for (const options of [{ body: form }, { body, headers }]) {
      const answer = await api.send("POST /api/batch", options);
      expect(answer.status).toBe(200);
    }
    expect(await count()).toBe(2);
  });

  test("is its sender's: no request in it can be another's", async () => {
    const login = { headers: { Authorization: api.token } };
    const superusers = "/api/collections/_superusers/records";
    const body = { email: "x@example.com", password: "1234567890" };
    const request = { method: "POST", url: superusers, body, ...login };
    const answer = await send([request]);
    expect(await failureOf(answer)).toMatchObject({ index: 0, status: 403 });
    const elevated = await send(
      [{ ...request, body: { ...body, passwordConfirm: body.password } }],
      { token: api.token },
    );
    expect(elevated.status).toBe(200);
  });

  test("cannot delete the last superuser", async () => {
    const superusers = "/api/collections/_superusers/records";
    const list = await api.sudo(`GET ${superusers}`);
    const { items } = (await list.json()) as { items: { id: string }[] };
    const answer = await send(
      items.map(({ id }) => ({ method: "DELETE", url: `${superusers}/${id}` })),
      { token: api.token },
    );
    expect(await failureOf(answer)).toMatchObject({
      index: items.length - 1,
      status: 400,
    });
    expect(await count("_superusers")).toBe(items.length);
  });
});
