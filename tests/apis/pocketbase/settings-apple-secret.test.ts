import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { generateKeyPairSync } from "node:crypto";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
});
afterAll(() => api.close());

describe("POST /api/settings/apple/generate-client-secret", () => {
  const generate = (json: unknown) =>
    api.sudo("POST /api/settings/apple/generate-client-secret", { json });

  test("answers a secret", async () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const response = await generate({
      clientId: "com.example.app",
      teamId: "1234567890",
      keyId: "1234567891",
      privateKey: privateKey.export({ type: "pkcs8", format: "pem" }),
      duration: 1,
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      secret: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]{86}$/),
    });
  });

  test("refuses what is missing", async () => {
    const error = await readError(await generate({}));
    expect(error.message).toBe("Invalid client secret data.");
    expect(Object.keys(error.data).toSorted()).toEqual([
      "clientId",
      "duration",
      "keyId",
      "privateKey",
      "teamId",
    ]);
  });
});
