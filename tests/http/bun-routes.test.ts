import { afterAll, beforeAll, expect, test } from "bun:test";
import { createHandler } from "../../src/http/create-handler.ts";
import { type RunningServer, startServer } from "../../src/http/server.ts";
import { type TempApp, openTempApp } from "../support/temp-app.ts";

let temp: TempApp;
let server: RunningServer;

beforeAll(async () => {
  temp = await openTempApp();
  await temp.app.collections.create({
    name: "posts",
    listRule: "",
    viewRule: "",
    createRule: "",
    fields: [{ name: "title", type: "text", required: true }],
  });
  server = await startServer(temp.app, {
    hostname: "127.0.0.1",
    port: 0,
    origins: ["*"],
  });
});
afterAll(async () => {
  await server.stop();
  await temp.close();
});

/** What a client is told, but for what differs between any two answers. */
async function told(response: Response) {
  const text = await response.text();
  return {
    status: response.status,
    text: text.replace(/\([0-9a-f-]{36}\)/, ""),
    type: response.headers.get("content-type"),
    cors: response.headers.get("access-control-allow-origin"),
  };
}

test.each([
  ["GET", "/api/health"],
  ["HEAD", "/api/health"],
  ["POST", "/api/health"],
  ["GET", "/api/health/"],
  ["GET", "/api//health"],
  ["GET", "/api/health?a=b%20c"],
  ["HEAD", "/api/realtime"],
  ["HEAD", "/api/oauth2-redirect?state=x"],
  ["HEAD", "/api/files/posts/missing/a%20b.txt"],
  ["GET", "/api/collections"],
  ["GET", "/api/collections/import"],
  ["PUT", "/api/collections/import"],
  ["PUT", "/api/collections/posts"],
  ["GET", "/api/collections/posts/records"],
  ["GET", "/api/collections/posts/records/"],
  ["GET", "/api/collections/posts/records?filter=title%3D'a'"],
  ["GET", "/api/collections/posts/records?page=x"],
  ["GET", "/api/collections/posts/records/missing"],
  ["HEAD", "/api/collections/posts/records/missing"],
  ["GET", "/api/collections/posts/records/a%2Fb"],
  ["GET", "/api/collections/posts/records/%E0%A4%A"],
  ["GET", "/api/collections/posts/records/%00"],
  ["GET", "/api/collections/posts/records/é"],
  ["GET", "/api/collections/p%6Fsts/records"],
  ["GET", "/api/collections//records"],
  ["POST", "/api/collections/posts/records"],
  ["PATCH", "/api/collections/posts/records/missing"],
  ["DELETE", "/api/collections/posts/records/missing"],
  ["OPTIONS", "/api/collections/posts/records"],
  ["GET", "/api/unknown"],
  ["GET", "/missing"],
])(
  "%s %s is answered by Bun's router as it is by Elysia's",
  async (method, path) => {
    const throughElysia = createHandler(temp.app, { origins: ["*"] });
    const expected = await throughElysia(
      new Request(`${server.url}${path}`, { method }),
    );
    const answered = await fetch(`${server.url}${path}`, {
      method,
      redirect: "manual",
    });
    expect(await told(answered)).toEqual(await told(expected));
  },
);

test("what a handler throws is written in the API's shape", async () => {
  const answered = await fetch(`${server.url}/api/collections/posts/records`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"title":""}',
  });
  expect(answered.status).toBe(400);
  expect(await answered.json()).toMatchObject({
    status: 400,
    data: { title: { code: "validation_required" } },
  });
});
