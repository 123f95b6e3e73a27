import { describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { serverRequest } from "../../../../src/core/request.ts";
import { storeFiles } from "../../../support/stored-files.ts";
import { readError } from "../../../http/open-test-app.ts";
import { digits, file, png, shareFilesApp } from "./files-app.ts";

const { api, files, get } = await shareFilesApp();

describe("a file", () => {
  test("comes with what a cache needs, and nothing that a page could use", async () => {
    const answer = await get("photo.png");
    expect(answer.status).toBe(200);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(png);
    const { headers } = answer;
    expect(Object.fromEntries(headers)).toMatchObject({
      "accept-ranges": "bytes",
      "cache-control": "max-age=2592000, stale-while-revalidate=86400",
      "content-disposition": "inline; filename=photo.png",
      "content-security-policy":
        "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; sandbox",
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
    });
    expect(headers.get("etag")).toMatch(/^"[\w.-]+"$/);
    expect(Date.parse(headers.get("last-modified")!)).toBeGreaterThan(0);
    expect(headers.has("x-frame-options")).toBe(false);
    expect(headers.has("vary")).toBe(false);
  });

  test.each([
    ["photo.png", "inline", "image/png"],
    ["paper.pdf", "inline", "application/pdf"],
    ["film.mp4", "inline", "video/mp4"],
    ["digits.bin", "attachment", "application/octet-stream"],
    ["page.html", "attachment", "text/html; charset=utf-8"],
    ["page.png", "attachment", "text/html; charset=utf-8"],
    ["drawing.svg", "attachment", "image/svg+xml"],
    ["drawing2.svg", "attachment", "image/svg+xml"],
    ["style.css", "attachment", "text/css"],
    ["code.mjs", "attachment", "text/javascript"],
    [
      "table.xlsx",
      "attachment",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ],
  ])("%s is %s of type %s", async (name, disposition, type) => {
    const { headers } = await get(name);
    expect(headers.get("content-type")).toBe(type);
    expect(headers.get("content-disposition")).toBe(
      `${disposition}; filename=${name}`,
    );
  });

  test.each(["1", "t", "T", "true", "TRUE", "True"])(
    "is for saving with download=%s",
    async (value) => {
      const { headers } = await get(`photo.png?download=${value}`);
      expect(headers.get("content-disposition")).toBe(
        "attachment; filename=photo.png",
      );
    },
  );

  test.each(["", "0", "false", "yes", "tRuE"])(
    "is shown with download=%s",
    async (value) => {
      await get("photo.png?download=1");
      const { headers } = await get(`photo.png?download=${value}`);
      expect(headers.get("content-disposition")).toStartWith("inline;");
    },
  );

  test("may have any name", async () => {
    const answer = await get(encodeURIComponent('ä "b"; c.txt'));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-disposition")).toBe(
      `attachment; filename="_ _b_; c.txt"; filename*=UTF-8''%C3%A4%20%22b%22%3B%20c.txt`,
    );
  });

  test.each([
    "digits.BIN",
    "digits.bi",
    "digits.bin.attrs",
    "digits.bin%00",
    "..%2Fdigits.bin",
    "%2e%2e%2fdocs",
    "thumbs_photo.png%2F50x50_photo.png",
    ".",
    "title",
    "__proto__",
    "%22",
  ])("of another name is none: %s", async (name) => {
    expect((await readError(await get(name))).status).toBe(404);
  });

  test.each([
    ["/api/files/nope/x/photo.png", "Missing or invalid collection context."],
    ["/api/files/docs/nope/photo.png", "The requested resource wasn't found."],
    ["/api/files/users/nope/photo.png", "The requested resource wasn't found."],
    ["/api/files/docs/photo.png", "The requested resource wasn't found."],
  ])("is not at %s", async (path, message) => {
    const error = await readError(await api.send(`GET ${path}`));
    expect(error).toEqual({ status: 404, message, data: {} });
  });

  test("whose contents are gone is none", async () => {
    const id = await storeFiles(api.app, "docs", {
      one: { "gone.txt": file("gone", "text/plain") },
    });
    const collection = api.app.collections.find("docs")!;
    await api.app.storage.current.remove(`${collection.id}/${id}/gone.txt`);
    const answer = await api.send(`GET /api/files/docs/${id}/gone.txt`);
    expect((await readError(answer)).status).toBe(404);
  });

  test("with a name that leads elsewhere is none", async () => {
    const name = "../../../../data.db";
    const id = await storeFiles(api.app, "docs", {});
    await api.app.database.run(
      sql`update docs set one = ${name} where id = ${id}`,
    );
    const answer = await api.send(
      `GET /api/files/docs/${id}/${encodeURIComponent(name)}`,
    );
    expect((await readError(answer)).status).toBe(404);
  });

  test("is found under the collection's id and its name in any case", async () => {
    const { id } = api.app.collections.find("docs")!;
    for (const collection of [id, "DOCS"]) {
      const path = files.replace("/docs/", `/${collection}/`);
      const answer = await api.send(`GET ${path}/digits.bin`);
      expect(await answer.text()).toBe(digits);
    }
  });

  test("of a record that changes is gone at once", async () => {
    const id = await storeFiles(api.app, "docs", {
      one: { "old.txt": file("old", "text/plain") },
    });
    const path = `GET /api/files/docs/${id}/old.txt`;
    expect((await api.send(path)).status).toBe(200);
    const collection = api.app.collections.find("docs")!;
    await api.app.records.update(collection, id, undefined, {
      ...serverRequest,
      body: { one: "" },
    });
    expect((await api.send(path)).status).toBe(404);
  });

  test("is protected the moment that its field is", async () => {
    const made = await api.app.collections.create({
      name: "turning",
      type: "base",
      fields: [{ name: "doc", type: "file" }],
    });
    const id = await storeFiles(api.app, "turning", {
      doc: { "a.txt": file("a", "text/plain") },
    });
    const path = `GET /api/files/turning/${id}/a.txt`;
    expect((await api.send(path)).status).toBe(200);
    const fields = made.fields.map((field) =>
      field.name === "doc" ? { ...field, protected: true } : field,
    );
    await api.app.collections.update(made.id, { fields });
    expect((await api.send(path)).status).toBe(404);
  });
});

describe("HEAD tells what GET would", () => {
  test.each([
    ["digits.bin", {}, 200, "100"],
    ["photo.png?download=1", {}, 200, String(png.length)],
    ["empty.bin", {}, 200, "0"],
    ["digits.bin", { range: "bytes=5-9" }, 206, "5"],
    [encodeURIComponent('ä "b"; c.txt'), {}, 200, "4"],
    ["nope.bin", {}, 404, undefined],
    ["%E0%A4%A", {}, 400, undefined],
  ] as const)("%s %j", async (name, headers, status, length) => {
    const answer = await api.send(`HEAD ${files}/${name}`, { headers });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toBe("");
    if (length === undefined) return;
    expect(answer.headers.get("content-length")).toBe(length);
    const full = await get(name, headers);
    for (const header of ["content-type", "content-disposition", "etag"]) {
      expect(answer.headers.get(header)).toBe(full.headers.get(header));
    }
  });
});

describe("a hook around a download", () => {
  test("sees what is sent, and may send another file or none", async () => {
    const seen: unknown[] = [];
    const stop = api.app.hooks.onFileDownloadRequest.add((event, next) => {
      const { collection, field, servedName, thumbError } = event;
      seen.push([collection.name, field.name, servedName, thumbError]);
      if (servedName === "digits.bin") {
        event.servedKey = event.servedKey.replace("digits.bin", "film.mp4");
        event.servedName = "other.mp4";
      }
      return next();
    });
    const answer = await get("digits.bin");
    expect(await answer.text()).toBe("film");
    expect(answer.headers.get("content-disposition")).toBe(
      "inline; filename=other.mp4",
    );
    await get("photo.png?thumb=50x50");
    await get("photo.png?thumb=9x9");
    expect(seen).toEqual([
      ["docs", "many", "digits.bin", undefined],
      ["docs", "one", "50x50_photo.png", undefined],
      ["docs", "one", "photo.png", expect.any(String)],
    ]);
    stop();
    expect(await (await get("digits.bin")).text()).toBe(digits);
  });
});
