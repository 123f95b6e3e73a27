import { afterAll, beforeAll, describe, expect, spyOn, test } from "bun:test";
import { sql } from "drizzle-orm";
import { serverRequest } from "../../../src/core/request.ts";
import { asPng, quarters, seePicture } from "../../support/pictures.ts";
import { storeFiles } from "../../support/stored-files.ts";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";

const digits = "0123456789".repeat(10);
const png = asPng(quarters(200, 100));

let api: TestApp;
/** The path of the record with everything in it. */
let files: string;
let userToken: string;

const file = (text: string | Uint8Array<ArrayBuffer>, type: string) =>
  new Blob([text], { type });

async function tokenOf(login: string): Promise<string> {
  const answer = await api.send("POST /api/files/token", { token: login });
  return ((await answer.json()) as { token: string }).token;
}

async function createUser(email: string) {
  const users = api.app.collections.find("users")!;
  const body = { email, password: "1234567890", passwordConfirm: "1234567890" };
  await api.app.records.create(users, undefined, { ...serverRequest, body });
  return (await api.app.records.findBy(users, "email", email))!;
}

beforeAll(async () => {
  api = await openTestApp();
  const base = { type: "base", viewRule: null, listRule: null };
  await api.app.collections.create({
    ...base,
    name: "docs",
    fields: [
      { name: "title", type: "text" },
      { name: "many", type: "file", maxSelect: 99 },
      { name: "one", type: "file", thumbs: ["50x50"] },
      { name: "secret", type: "file", protected: true, maxSelect: 5 },
    ],
  });
  const id = await storeFiles(api.app, "docs", {
    many: {
      "digits.bin": file(digits, "application/octet-stream"),
      "empty.bin": file("", "application/octet-stream"),
      "page.html": file(
        "<script>alert(1)</script>",
        "text/html; charset=utf-8",
      ),
      "page.png": file("<script>alert(1)</script>", "text/html; charset=utf-8"),
      "drawing.svg": file("<svg/>", "image/svg+xml"),
      "drawing2.svg": file("<svg/>", "text/xml; charset=utf-8"),
      "style.css": file("p{}", "text/plain; charset=utf-8"),
      "code.mjs": file("1", "text/plain; charset=utf-8"),
      "table.xlsx": file("PK", "application/zip"),
      "paper.pdf": file("%PDF-", "application/pdf"),
      "film.mp4": file("film", "video/mp4"),
      'ä "b"; c.txt': file("text", "text/plain; charset=utf-8"),
    },
    one: { "photo.png": file(png, "image/png") },
    secret: { "secret.txt": file("psst", "text/plain; charset=utf-8") },
  });
  files = `/api/files/docs/${id}`;
  userToken = api.app.auth.issueToken(await createUser("user@example.com"));
});
afterAll(() => api.close());

const get = (name: string, headers: Record<string, string> = {}) =>
  api.send(`GET ${files}/${name}`, { headers });

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

describe("parts", () => {
  test.each([
    ["bytes=0-9", "0123456789", "bytes 0-9/100"],
    ["bytes=95-", "56789", "bytes 95-99/100"],
    ["bytes=-3", "789", "bytes 97-99/100"],
    ["bytes=-1000", digits, "bytes 0-99/100"],
    ["bytes=99-", "9", "bytes 99-99/100"],
    ["bytes=90-1000", "0123456789", "bytes 90-99/100"],
    ["bytes=0-0,", "0", "bytes 0-0/100"],
    ["bytes=200-300,1-2", "12", "bytes 1-2/100"],
    ["bytes= 1-2", "12", "bytes 1-2/100"],
  ])("%s", async (range, text, contentRange) => {
    const answer = await get("digits.bin", { range });
    expect(answer.status).toBe(206);
    expect(answer.headers.get("content-range")).toBe(contentRange);
    expect(await answer.text()).toBe(text);
  });

  test("several come one after the other", async () => {
    const answer = await get("digits.bin", { range: "bytes=0-2,-4,50-50" });
    expect(answer.status).toBe(206);
    const type = answer.headers.get("content-type")!;
    const boundary = /^multipart\/byteranges; boundary=(\w+)$/.exec(type)![1];
    const part = (range: string, text: string) =>
      `--${boundary}\r\nContent-Range: bytes ${range}/100\r\nContent-Type: application/octet-stream\r\n\r\n${text}\r\n`;
    const body = await answer.text();
    expect(body).toBe(
      `${part("0-2", "012")}${part("96-99", "6789")}${part("50-50", "0")}--${boundary}--\r\n`,
    );
    expect(answer.headers.get("content-length")).toBe(String(body.length));
  });

  test.each([
    ["that overlap to more than the file", "bytes=0-60,40-99"],
    ["of which there are none", "bytes="],
  ])("%s are the whole file", async (_, range) => {
    const answer = await get("digits.bin", { range });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(digits);
  });

  test("in great number are the whole file", async () => {
    const range = `bytes=${Array.from({ length: 101 }, () => "0-0").join(",")}`;
    const answer = await get("photo.png", { range });
    expect(answer.status).toBe(200);
    expect(await answer.bytes()).toEqual(png);
  });

  test.each([
    ["bytes=100-", "bytes */100"],
    ["bytes=100-200,300-", "bytes */100"],
    ["bytes=-0", "bytes */100"],
    ["bytes=9-5", null],
    ["bytes=a-b", null],
    ["bytes=0-1,x", null],
    ["bytes=--1", null],
    ["items=0-1", null],
    [`bytes=${"9".repeat(500)}-`, "bytes */100"],
  ])("%s cannot be had", async (range, contentRange) => {
    const answer = await get("digits.bin", { range });
    expect(answer.headers.get("content-range")).toBe(contentRange);
    expect((await readError(answer)).status).toBe(416);
  });

  test("of an empty file are all of it", async () => {
    const answer = await get("empty.bin", { range: "bytes=0-9" });
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
  });
});

describe("conditions", () => {
  const past = "Sun, 22 Nov 2015 04:00:00 GMT";
  const future = "Fri, 22 Nov 2115 04:00:00 GMT";

  test.each([
    [{ "if-none-match": "TAG" }, 304],
    [{ "if-none-match": 'W/TAG, "x"' }, 304],
    [{ "if-none-match": "*" }, 304],
    [{ "if-none-match": '"x"' }, 200],
    [{ "if-none-match": '"x"', "if-modified-since": future }, 200],
    [{ "if-modified-since": "MODIFIED" }, 304],
    [{ "if-modified-since": future }, 304],
    [{ "if-modified-since": past }, 200],
    [{ "if-modified-since": "yesterday" }, 200],
    [{ "if-match": "TAG" }, 200],
    [{ "if-match": "*" }, 200],
    [{ "if-match": '"x"' }, 412],
    [{ "if-match": "W/TAG" }, 412],
    [{ "if-unmodified-since": "MODIFIED" }, 200],
    [{ "if-unmodified-since": past }, 412],
    [{ "if-range": "TAG", range: "bytes=0-1" }, 206],
    [{ "if-range": "MODIFIED", range: "bytes=0-1" }, 206],
    [{ "if-range": "W/TAG", range: "bytes=0-1" }, 200],
    [{ "if-range": '"x"', range: "bytes=0-1" }, 200],
    [{ "if-range": past, range: "bytes=0-1" }, 200],
  ])("%j is answered %i", async (conditions, status) => {
    const { headers } = await get("digits.bin");
    const filled = Object.entries(conditions).map(([name, value]) => [
      name,
      value
        .replace("TAG", headers.get("etag")!)
        .replace("MODIFIED", headers.get("last-modified")!),
    ]);
    const answer = await get("digits.bin", Object.fromEntries(filled));
    expect(answer.status).toBe(status);
    expect(answer.headers.get("etag")).toBe(headers.get("etag"));
    const text = await answer.text();
    expect(text).toBe(status === 200 ? digits : status === 206 ? "01" : "");
  });
});

describe("thumbs", () => {
  test.each(["50x50", "100x100"])(
    "%s of a picture is a file of its own",
    async (size) => {
      const answer = await get(`photo.png?thumb=${size}`);
      expect(answer.headers.get("content-disposition")).toBe(
        `inline; filename=${size}_photo.png`,
      );
      const side = Number.parseInt(size, 10);
      const seen = await seePicture(await answer.bytes());
      expect(seen).toMatchObject({ width: side, height: side });
      const { id } = api.app.collections.find("docs")!;
      const key = `${id}/${files.split("/").at(-1)}/thumbs_photo.png/${size}_photo.png`;
      expect(await api.app.storage.current.stat(key)).toMatchObject({
        contentType: "image/png",
      });
      const part = await get(`photo.png?thumb=${size}`, { range: "bytes=1-3" });
      expect(await part.text()).toBe("PNG");
    },
  );

  test.each([
    "photo.png?thumb=51x50",
    "photo.png?thumb=0x0",
    "photo.png?thumb=../50x50",
    "photo.png?thumb=",
    "drawing.svg?thumb=100x100",
    "page.png?thumb=100x100",
    "digits.bin?thumb=100x100",
  ])("%s is the file itself", async (name) => {
    const answer = await get(name);
    const [plain = ""] = name.split("?");
    expect(answer.headers.get("content-disposition")).toEndWith(plain);
    const whole = await get(plain);
    expect(await answer.bytes()).toEqual(await whole.bytes());
  });

  test("whose picture is gone are not made, nor shown", async () => {
    const id = await storeFiles(api.app, "docs", {
      one: { "gone.png": file(png, "image/png") },
    });
    const collection = api.app.collections.find("docs")!;
    await api.app.storage.current.remove(`${collection.id}/${id}/gone.png`);
    const answer = await api.send(
      `GET /api/files/docs/${id}/gone.png?thumb=100x100`,
    );
    expect(answer.status).toBe(404);
  });
});

describe("file tokens", () => {
  test("are for those who are logged in", async () => {
    for (const token of [undefined, "x", await tokenOf(userToken)]) {
      const answer = await api.send("POST /api/files/token", {
        ...(token !== undefined && { token }),
      });
      expect((await readError(answer)).status).toBe(401);
    }
  });

  test("end when the collection says", async () => {
    const token = await tokenOf(userToken);
    const claims = JSON.parse(
      Buffer.from(token.split(".")[1]!, "base64url").toString(),
    ) as { exp: number; type: string };
    expect(claims.type).toBe("file");
    const lasts = claims.exp - Date.now() / 1000;
    const users = api.app.collections.find("users")!;
    const { duration } =
      users.type === "auth" ? users.fileToken : { duration: 0 };
    expect(Math.abs(lasts - duration)).toBeLessThan(3);
  });

  test("can be changed by a hook", async () => {
    const stop = api.app.hooks.onFileTokenRequest.add((event, next) => {
      event.token = `for ${String(event.record.values["email"])}`;
      return next();
    });
    expect(await tokenOf(userToken)).toBe("for user@example.com");
    stop();
  });
});

describe("a protected file", () => {
  const secret = async (query: string, login?: string) => {
    const answer = await api.send(`GET ${files}/secret.txt${query}`, {
      ...(login !== undefined && { token: login }),
    });
    if (answer.status !== 200) await readError(answer);
    return answer.status;
  };
  const setRule = async (viewRule: string | null) => {
    await api.app.collections.update("docs", { viewRule });
  };

  test("is for whom the view rule lets see the record, by file token alone", async () => {
    const mine = await tokenOf(userToken);
    const root = await tokenOf(api.token);
    for (const [rule, guest, user, superuser] of [
      [null, 404, 404, 200],
      ["", 200, 200, 200],
      ["@request.auth.id != ''", 404, 200, 200],
      ["@request.auth.email = 'other@example.com'", 404, 404, 200],
      ["@request.context = 'protectedFile'", 200, 200, 200],
      ["@request.context = 'default'", 404, 404, 200],
      ["@request.method = 'GET' && @request.query.key = '1'", 404, 404, 200],
      ["title = ''", 200, 200, 200],
      ["title = 'other'", 404, 404, 200],
    ] as const) {
      await setRule(rule);
      const seen = [
        await secret(""),
        await secret(`?token=${mine}`),
        await secret(`?token=${root}`),
      ];
      expect([rule, ...seen]).toEqual([rule, guest, user, superuser]);
      expect(await secret("?token=x")).toBe(guest);
      // Neither a login nor its token says who may.
      expect(await secret("", api.token)).toBe(guest);
      expect(await secret(`?token=${api.token}`)).toBe(guest);
    }
    await setRule("@request.query.key = '1'");
    expect(await secret("?key=1")).toBe(200);
    await setRule(null);
  });

  test("is closed where the rule is not understood any more", async () => {
    const warn = spyOn(api.app.log, "warn").mockImplementation(() => {});
    await api.app.database.run(
      sql`update _collections set viewRule = 'gone = 1' where name = 'docs'`,
    );
    await api.app.collections.reload();
    expect(await secret(`?token=${await tokenOf(userToken)}`)).toBe(404);
    expect(warn).toHaveBeenCalled();
    warn.mockRestore();
    await setRule(null);
  });

  test("is closed to tokens whose owner has changed the password or is gone", async () => {
    await setRule("@request.auth.id != ''");
    const user = await createUser("leaving@example.com");
    const token = await tokenOf(api.app.auth.issueToken(user));
    expect(await secret(`?token=${token}`)).toBe(200);
    await api.app.records.update(user.collection, user.id, undefined, {
      ...serverRequest,
      body: { password: "abcdefghij", passwordConfirm: "abcdefghij" },
    });
    expect(await secret(`?token=${token}`)).toBe(404);
    await setRule(null);
  });
});

describe("a file of a view", () => {
  beforeAll(async () => {
    await api.app.collections.create({
      name: "shown",
      type: "view",
      viewRule: "@request.auth.id != ''",
      viewQuery:
        "select id, many, one as picture, secret as hush from docs where one != ''",
    });
    await api.app.collections.create({
      name: "numbered",
      type: "view",
      viewQuery:
        "select (row_number() over ()) as id, s.`many` letters, s.picture, s.hush from shown s",
    });
  });
  const id = () => files.split("/").at(-1)!;
  const path = (view: string, record: string, name: string) =>
    `GET /api/files/${view}/${record}/${name}`;

  test("comes from the record that has it", async () => {
    for (const [view, record] of [
      ["shown", id()],
      ["numbered", "1"],
    ] as const) {
      for (const [name, text] of [
        ["digits.bin", digits],
        [encodeURIComponent('ä "b"; c.txt'), "text"],
      ] as const) {
        const answer = await api.send(path(view, record, name));
        expect(await answer.text()).toBe(text);
      }
      const thumb = await api.send(path(view, record, "photo.png?thumb=50x50"));
      const seen = await seePicture(await thumb.bytes());
      expect(seen).toMatchObject({ width: 50, height: 50 });
    }
  });

  test("is judged by the view's rule", async () => {
    const mine = await tokenOf(userToken);
    const hushed = path("shown", id(), "secret.txt");
    expect((await api.send(hushed)).status).toBe(404);
    const answer = await api.send(`${hushed}?token=${mine}`);
    expect(await answer.text()).toBe("psst");
    const numbered = path("numbered", "1", `secret.txt?token=${mine}`);
    expect((await api.send(numbered)).status).toBe(404);
  });

  test("is none where the view does not show it", async () => {
    await api.app.collections.create({
      name: "bare",
      type: "view",
      viewQuery: "select id, title from docs",
    });
    const answer = await api.send(path("bare", id(), "digits.bin"));
    expect(answer.status).toBe(404);
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
