import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { type S3Server, startS3Server } from "../../../support/s3-server.ts";
import { listKeys, readText } from "../storage-behaviour.ts";
import { failureOf, openS3 } from "./failing-storage.ts";

let server: S3Server;

beforeAll(async () => {
  server = await startS3Server();
});

afterAll(() => server.stop());

test("lists of many files come page by page, and all of them can be removed", async () => {
  const storage = openS3(server);
  const keys = Array.from(
    { length: 1_050 },
    (_, at) => `many/${String(at).padStart(4, "0")}`,
  );
  await server.addFiles([...keys, "many-others/a"]);
  expect(await listKeys(storage, "many/")).toEqual(keys);
  await storage.removeAll("many/");
  expect(await listKeys(storage, "many/")).toEqual([]);
  expect(await readText(storage, "many-others/a")).toBe("many-others/a");
});

test("what consoles show as folders is no file, but is removed", async () => {
  const storage = openS3(server);
  await server.addFiles(["shown/", "shown/a"]);
  expect(await listKeys(storage, "shown/")).toEqual(["shown/a"]);
  await storage.removeAll("shown/");
  expect(await listKeys(storage, "shown/")).toEqual([]);
});

describe("where the bucket is", () => {
  const seen: string[] = [];
  const listener = Bun.serve({
    port: 0,
    fetch(request) {
      const { pathname } = new URL(request.url);
      seen.push(`${request.headers.get("host")} ${pathname}`);
      return new Response();
    },
  });
  afterAll(() => listener.stop(true));
  const host = `localhost:${listener.port}`;
  test.each([
    [
      { endpoint: `http://${host}`, forcePathStyle: true },
      `${host} /files/f/%C3%BC`,
    ],
    [
      { endpoint: `http://${host}///`, forcePathStyle: true },
      `${host} /files/f/%C3%BC`,
    ],
    [
      { endpoint: `http://${host}/s3`, forcePathStyle: true },
      `${host} /s3/files/f/%C3%BC`,
    ],
    [
      { endpoint: `http://${host}`, forcePathStyle: false },
      `files.${host} /f/%C3%BC`,
    ],
  ])("%j", async (changes, expected) => {
    await openS3(server, changes).stat("f/ü");
    expect(seen.at(-1)).toBe(expected);
  });

  test("without a scheme, the connection is encrypted", async () => {
    const storage = openS3(server, { endpoint: host }, { attempts: 1 });
    const { message } = await failureOf(storage.stat("f/a"));
    expect(message).not.toContain("refused: it answered");
  });
});
