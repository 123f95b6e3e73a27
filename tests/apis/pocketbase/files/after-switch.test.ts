import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { rmSync } from "node:fs";
import { join } from "node:path";
import {
  createFileStorage,
  lookedBackFor,
  openLocalFiles,
  openS3Files,
} from "../../../../src/core/files/file-storage.ts";
import { createFiles } from "../../../../src/core/files/create-files.ts";
import { serverRequest } from "../../../../src/core/request.ts";
import type { Storage } from "../../../../src/engines/storage/storage.ts";
import { createHandler } from "../../../../src/http/create-handler.ts";
import { listKeys } from "../../../engines/storage/storage-behaviour.ts";
import { asPng, quarters, seePicture } from "../../../support/pictures.ts";
import { type S3Server, startS3Server } from "../../../support/s3-server.ts";
import { storeFiles } from "../../../support/stored-files.ts";
import { openTempApp, type TempApp } from "../../../support/temp-app.ts";

const large = crypto.getRandomValues(new Uint8Array(50_000));

let server: S3Server;
let temp: TempApp;
beforeEach(async () => {
  [server, temp] = await Promise.all([startS3Server(), openTempApp()]);
  const { app } = temp;
  await app.settings.update({ s3: { ...server.settings, enabled: false } });
  await app.collections.create({
    name: "docs",
    type: "base",
    viewRule: "",
    fields: [
      { name: "photo", type: "file", thumbs: ["50x50"] },
      { name: "large", type: "file" },
      { name: "secret", type: "file", protected: true },
    ],
  });
});
afterEach(async () => {
  await temp.close();
  await server.stop();
});

/** An app that keeps files at one place, and has a record with files there; then the settings say the other. */
async function switchTo(name: "s3" | "local") {
  const { settings } = temp.app;
  await settings.update({ s3: { enabled: name === "local" } });
  const dir = join(temp.dir, "pb_data");
  let now = Date.now();
  const storage = createFileStorage({ ...temp.app, dir, now: () => now });
  const files = createFiles({ ...temp.app, storage });
  const app = { ...temp.app, storage, files };
  const id = await storeFiles(app, "docs", {
    photo: {
      "photo.png": new Blob([asPng(quarters(200, 100))], { type: "image/png" }),
    },
    large: { "large.bin": new Blob([large]) },
    secret: { "secret.txt": new Blob(["psst"]) },
  });
  const docs = app.collections.find("docs")!;
  const [local, remote] = [openLocalFiles(dir), openS3Files(server.settings)];
  const [from, to] = name === "s3" ? [local, remote] : [remote, local];
  await settings.update({ s3: { enabled: name === "s3" } });

  const handler = createHandler(app, { origins: ["*"] });
  return {
    app,
    docs,
    id,
    from,
    to,
    prefix: `${docs.id}/${id}/`,
    send: async (path: string, init: RequestInit = {}): Promise<Response> => {
      const url = `http://127.0.0.1:8090/api/files/docs/${id}/${path}`;
      return handler(new Request(url, init));
    },
    pass(milliseconds: number) {
      now += milliseconds;
    },
  };
}

async function moveFile(from: Storage, to: Storage, key: string) {
  const contents = await new Response(await from.read(key)).blob();
  await to.write(key, contents, "application/octet-stream");
  await from.remove(key);
}

describe.each(["s3", "local"] as const)("after a switch to %s", (name) => {
  test("a file that is where files were before is served for a minute", async () => {
    const { send, pass } = await switchTo(name);
    // The minute begins when the change is noticed.
    expect((await send("large.bin")).status).toBe(200);

    pass(lookedBackFor - 1);
    const whole = await send("large.bin");
    expect(await whole.bytes()).toEqual(large);

    const head = await send("large.bin", { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(head.headers.get("content-length")).toBe("50000");

    const part = await send("large.bin", {
      headers: { Range: "bytes=40000-40009" },
    });
    expect(part.status).toBe(206);
    expect(part.headers.get("content-range")).toBe("bytes 40000-40009/50000");
    expect(await part.bytes()).toEqual(large.slice(40_000, 40_010));

    pass(1);
    expect((await send("large.bin")).status).toBe(404);
    const late = await send("large.bin", { method: "HEAD" });
    expect(late.status).toBe(404);
  });

  test("a thumb is made of it, and kept where the settings say", async () => {
    const { send, pass, from, to, prefix } = await switchTo(name);
    const before = await listKeys(from, "");
    for (let times = 0; times < 2; times++) {
      const thumb = await send("photo.png?thumb=50x50");
      expect(thumb.status).toBe(200);
      const { width, height } = await seePicture(await thumb.bytes());
      expect([width, height]).toEqual([50, 50]);
    }
    expect(await listKeys(from, "")).toEqual(before);
    const thumbKey = `${prefix}thumbs_photo.png/50x50_photo.png`;
    expect(await listKeys(to, "")).toEqual([thumbKey]);

    pass(lookedBackFor);
    expect((await send("photo.png?thumb=50x50")).status).toBe(404);
  });

  test("a thumb that is there, too, is served", async () => {
    const { send, from, to, prefix } = await switchTo(name);
    const thumbKey = `${prefix}thumbs_photo.png/50x50_photo.png`;
    await from.write(thumbKey, new Blob(["thumb"]), "image/png");
    const thumb = await send("photo.png?thumb=50x50");
    expect(await thumb.text()).toBe("thumb");
    expect(await listKeys(to, "")).toEqual([]);
  });

  test("what was found there is looked for each time", async () => {
    const { send, from, prefix } = await switchTo(name);
    expect((await send("photo.png")).status).toBe(200);
    await from.remove(`${prefix}photo.png`);
    expect((await send("photo.png")).status).toBe(404);
  });

  test("a file that is moved after it was found there is read where it is now", async () => {
    const { app, docs, id, from, to, prefix } = await switchTo(name);
    const wanted = { thumb: "", token: "" };
    const file = await app.files.open(
      docs,
      id,
      "large.bin",
      wanted,
      serverRequest,
    );
    await moveFile(from, to, `${prefix}large.bin`);
    const contents = new Response(await file.read());
    expect(await contents.bytes()).toEqual(large);
  });

  test("what was deleted is not served, though it is still there", async () => {
    const { app, docs, id, send, from, prefix } = await switchTo(name);
    expect((await send("large.bin")).status).toBe(200);
    const body = { large: "" };
    const request = { ...serverRequest, body };
    await app.records.update(docs, id, undefined, request);
    expect((await send("large.bin")).status).toBe(404);

    expect((await send("photo.png")).status).toBe(200);
    await app.records.remove(docs, id, serverRequest);
    expect((await send("photo.png")).status).toBe(404);
    expect((await send("photo.png?thumb=50x50")).status).toBe(404);

    await app.recordFiles.finished();
    // Whose place it is by now, nobody knows.
    expect(await listKeys(from, prefix)).toHaveLength(3);
  });

  test("a protected file asks for its token there, too", async () => {
    const { app, docs, send } = await switchTo(name);
    await app.collections.update(docs.id, { viewRule: null });
    expect((await send("secret.txt")).status).toBe(404);
    await app.collections.update(docs.id, { viewRule: "" });
    expect(await (await send("secret.txt")).text()).toBe("psst");
  });
});

test("a file that is moved between the two looks is found", async () => {
  const { send, to, prefix } = await switchTo("s3");
  const key = `${prefix}large.bin`;
  let looks = 0;
  server.misbehave((request) => {
    if (!request.startsWith("HEAD")) return undefined;
    looks++;
    if (looks === 2) return to.write(key, new Blob([large]), "");
    rmSync(join(temp.dir, "pb_data/storage", key));
    return { status: 404, code: "NoSuchKey", message: "No." };
  });
  expect(await (await send("large.bin")).bytes()).toEqual(large);
  expect(looks).toBe(2);
});

test("a place that was left because it is down does no harm", async () => {
  const { app, docs, id, send } = await switchTo("local");
  await app.storage.current.write(
    `${docs.id}/${id}/photo.png`,
    new Blob(["new"]),
    "image/png",
  );
  const busy = { status: 503, code: "SlowDown", message: "Slow down." };
  server.misbehave(() => busy);
  expect(await (await send("photo.png")).text()).toBe("new");
  const before = server.requests.length;
  expect((await send("large.bin")).status).toBe(404);
  // Nobody waits for it to come back.
  expect(server.requests.length - before).toBe(1);
});
