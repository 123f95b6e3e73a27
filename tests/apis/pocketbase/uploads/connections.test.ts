import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "bun:test";
import { readdir } from "node:fs/promises";
import { connect } from "node:net";
import type { Server } from "bun";
import { createHandler } from "../../../../src/http/create-handler.ts";
import { startServer } from "../../../../src/http/server.ts";
import {
  type Doc,
  file,
  form,
  openUploadsApp,
  path,
  type UploadsApp,
} from "./uploads-app.ts";

let uploads: UploadsApp;
beforeAll(async () => {
  uploads = await openUploadsApp();
});
beforeEach(() => uploads.clear());
afterAll(() => uploads.api.close());

test("a form may take its time: the server's own idea of idle does not end it", async () => {
  const set: number[] = [];
  const server = {
    timeout: (_: Request, seconds: number) => set.push(seconds),
    requestIP: () => null,
  } as unknown as Server<unknown>;
  const handler = createHandler(uploads.api.app, { origins: ["*"] });
  const url = `http://127.0.0.1:8090${path}`;
  const json = { "Content-Type": "application/json" };
  await handler(
    new Request(url, { method: "POST", headers: json, body: "{}" }),
    server,
  );
  expect(set).toEqual([]);
  const body = form(["one", file("a")]);
  await handler(new Request(url, { method: "POST", body }), server);
  expect(set).toEqual([0, 120]);
  const headers = { "Content-Type": "multipart/form-data; boundary=b" };
  const broken = { method: "POST", headers, body: "--b\r\n" };
  await handler(new Request(url, broken), server);
  expect(set).toEqual([0, 120, 0, 5]);
});

describe("over a connection", () => {
  test("a client that goes away leaves nothing", async () => {
    const server = await startServer(uploads.api.app, {
      hostname: "127.0.0.1",
      port: 0,
      origins: ["*"],
    });
    try {
      const { port } = new URL(server.url);
      const socket = connect(Number(port), "127.0.0.1");
      const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 900000\r\n\r\n--b\r\nContent-Disposition: form-data; name="many"; filename="a"\r\n\r\n`;
      socket.write(head + "x".repeat(300_000));
      const { temporaryFolder } = uploads.api.app.recordFiles;
      await appears(temporaryFolder);
      socket.destroy();
      await disappears(temporaryFolder);
      expect(await uploads.stored()).toEqual([]);
    } finally {
      await server.stop();
    }
  });

  test("many clients upload at once", async () => {
    const server = await startServer(uploads.api.app, {
      hostname: "127.0.0.1",
      port: 0,
      origins: ["*"],
    });
    try {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          fetch(server.url + path, {
            method: "POST",
            body: form([
              "many",
              file(`f${index}.txt`, String(index).repeat(99_999)),
            ]),
          }),
        ),
      );
      for (const [index, answer] of answers.entries()) {
        const { id, many } = (await answer.json()) as Doc;
        expect(await uploads.contentsOf(id, many[0]!)).toBe(
          String(index).repeat(99_999),
        );
      }
      expect(await uploads.stored()).toHaveLength(20);
      expect(await uploads.temporary()).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});

/** Waits until there is a file in the folder. */
async function appears(folder: string): Promise<void> {
  while ((await readdir(folder).catch(() => [])).length === 0) await turn();
}

/** Waits until there is none. */
async function disappears(folder: string): Promise<void> {
  while ((await readdir(folder).catch(() => [])).length > 0) await turn();
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
