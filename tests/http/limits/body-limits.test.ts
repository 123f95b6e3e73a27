import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readError } from "../open-test-app.ts";
import { type LimitedApp, openLimitedApp } from "./open-limited-app.ts";

const megabyte = 1024 * 1024;

let limited: LimitedApp;

beforeAll(async () => {
  limited = await openLimitedApp();
  await limited.app.collections.create({
    name: "papers",
    type: "base",
    createRule: "",
    updateRule: "",
    fields: [
      { name: "text", type: "editor" },
      { name: "data", type: "json", maxSize: 3 * megabyte },
      { name: "scan", type: "file", maxSize: megabyte, maxSelect: 2 },
    ],
  });
});
afterAll(() => limited.close());

/** The routes that read a body, each with the megabytes that it may have. */
const routes: [line: string, megabytes: number][] = [
  ["PATCH /api/settings", 32],
  ["POST /api/settings/test/s3", 32],
  ["POST /api/settings/test/email", 32],
  ["POST /api/settings/apple/generate-client-secret", 32],
  ["POST /api/collections", 32],
  ["PATCH /api/collections/posts", 32],
  ["PUT /api/collections/import", 32],
  ["POST /api/collections/meta/dry-run-view", 32],
  ["POST /api/collections/posts/records", 32],
  ["PATCH /api/collections/posts/records/x", 32],
  ["POST /api/collections/papers/records", 32 + 5 + 3],
  ["PATCH /api/collections/papers/records/x", 32 + 5 + 3],
  ...[
    "auth-with-password",
    "auth-with-oauth2",
    "auth-with-otp",
    "request-otp",
    "request-verification",
    "confirm-verification",
    "request-password-reset",
    "confirm-password-reset",
    "confirm-email-change",
  ].map((flow): [string, number] => [
    `POST /api/collections/users/${flow}`,
    32,
  ]),
  ["POST /api/realtime", 32],
  ["POST /api/batch", 128],
  ["POST /api/backups", 32],
  ["POST /api/sql", 32],
];

const json = { "Content-Type": "application/json" };

/** A body without an announced length that never ends. */
function endless(): { body: ReadableStream<Uint8Array>; sent: () => number } {
  const chunk = new Uint8Array(megabyte).fill(0x20);
  let sent = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        sent += chunk.byteLength;
        controller.enqueue(chunk);
      },
    },
    { highWaterMark: 0 },
  );
  return { body, sent: () => sent };
}

describe("a body that is too large", () => {
  test.each(routes)(
    "is refused by %s as soon as it is announced",
    async (line, megabytes) => {
      const length = String(megabytes * megabyte + 1);
      const { body, sent } = endless();
      const response = await limited.sudo(line, {
        headers: { ...json, "Content-Length": length },
        body,
      });
      expect((await readError(response)).status).toBe(413);
      expect(sent()).toBe(0);
    },
  );

  test.each(routes)(
    "is refused by %s at %d megabytes if it is not",
    async (line, megabytes) => {
      const { body, sent } = endless();
      const response = await limited.sudo(line, { headers: json, body });
      expect((await readError(response)).status).toBe(413);
      expect(sent()).toBe((megabytes + 1) * megabyte);
    },
    30_000,
  );

  test("may have the files of the collection besides, in a form", async () => {
    const form = { "Content-Type": "multipart/form-data; boundary=b" };
    const line = "POST /api/collections/papers/records";
    const statuses = [];
    for (const more of [0, 1]) {
      const length = String((32 + 5 + 3 + 2) * megabyte + more);
      const headers = { ...form, "Content-Length": length };
      const response = await limited.sudo(line, { headers, body: "--b--\r\n" });
      statuses.push(response.status);
    }
    expect(statuses).toEqual([200, 413]);
  });
});
