import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../../http/open-test-app.ts";

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
  await api.sudo("PATCH /api/settings", { json: { batch: { enabled: true } } });
  await api.sudo("POST /api/collections", {
    json: {
      name: "albums",
      type: "base",
      createRule: "",
      updateRule: "",
      deleteRule: "",
      fields: [
        { name: "title", type: "text", required: true },
        { name: "cover", type: "file" },
        { name: "pages", type: "file", maxSelect: 3, maxSize: 100 },
      ],
    },
  });
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.sudo("DELETE /api/collections/albums/truncate");
  expect(await stored()).toEqual([]);
});

const url = "/api/collections/albums/records";

interface Album {
  readonly id: string;
  readonly title: string;
  readonly cover: string;
  readonly pages: readonly string[];
}

const create = (body: object) => ({ method: "POST", url, body });
const change = (id: string, body: object) => ({
  method: "PATCH",
  url: `${url}/${id}`,
  body,
});
const remove = (id: string) => ({ method: "DELETE", url: `${url}/${id}` });

type File = readonly [part: string, name: string, contents: string];

/** Sends requests as a form, the files before what they are for. */
function send(requests: readonly object[], files: readonly File[] = []) {
  const form = new FormData();
  for (const [part, name, contents] of files) {
    form.append(part, new Blob([contents]), name);
  }
  form.append("@jsonPayload", JSON.stringify({ requests }));
  return api.send("POST /api/batch", { body: form });
}

/** The records that a batch answered with. */
async function albums(answer: Response): Promise<Album[]> {
  expect(answer.status).toBe(200);
  const results = (await answer.json()) as { body: Album }[];
  return results.map(({ body }) => body);
}

/** Contents of the files that the storage holds, sorted. */
async function stored(): Promise<string[]> {
  await api.app.recordFiles.finished();
  return contentsOf(join(api.dir, "pb_data", "storage"));
}

/** Files of requests that have ended. */
function temporary(): Promise<string[]> {
  return contentsOf(api.app.recordFiles.temporaryFolder);
}

async function contentsOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  const files = entries.filter(
    (entry) => entry.isFile() && !entry.name.endsWith(".attrs"),
  );
  const contents = files.map(({ parentPath, name }) =>
    Bun.file(join(parentPath, name)).text(),
  );
  return (await Promise.all(contents)).toSorted();
}

/** An album with a cover and two pages. */
async function storedAlbum(): Promise<Album> {
  const [album] = await albums(
    await send(
      [create({ title: "old" })],
      [
        ["requests.0.cover", "cover.txt", "old cover"],
        ["requests.0.pages", "one.txt", "old page 1"],
        ["requests.0.pages", "two.txt", "old page 2"],
      ],
    ),
  );
  return album!;
}

describe("files of a batch", () => {
  test("go to the requests and fields that their parts name", async () => {
    const [first, second, third] = await albums(
      await send(
        [
          create({ title: "a" }),
          create({ title: "b" }),
          create({ title: "c" }),
        ],
        [
          ["requests.0.pages", "one.txt", "1"],
          ["requests[0].pages", "two.txt", "2"],
          ["requests.0.pages", "three.txt", "3"],
          ["requests[2].cover", "cover.txt", "C"],
        ],
      ),
    );
    expect(first!.pages.map((name) => name.split("_")[0])).toEqual([
      "one",
      "two",
      "three",
    ]);
    expect(second).toMatchObject({ cover: "", pages: [] });
    expect(third!.cover).toStartWith("cover_");
    expect(await stored()).toEqual(["1", "2", "3", "C"]);
    expect(await temporary()).toEqual([]);
  });

  test("may be for a record of the same batch", async () => {
    const id = "albuminbatch001";
    const [, changed] = await albums(
      await send(
        [
          create({ id, title: "a" }),
          change(id, {}),
          { method: "PUT", url, body: { id, title: "b" } },
        ],
        [
          ["requests.0.pages", "one.txt", "1"],
          ["requests.1.pages+", "two.txt", "2"],
          ["requests.1.+pages", "zero.txt", "0"],
          ["requests.2.cover", "cover.txt", "C"],
        ],
      ),
    );
    expect(changed!.pages.map((name) => name.split("_")[0])).toEqual([
      "zero",
      "one",
      "two",
    ]);
    expect(await stored()).toEqual(["0", "1", "2", "C"]);
  });

  test("that nothing takes are thrown away", async () => {
    const [album] = await albums(
      await send(
        [create({ title: "a" })],
        [
          ["requests.1.cover", "a.txt", "for nobody"],
          ["requests.50.cover", "a.txt", "for nobody"],
          ["requests.00.cover", "a.txt", "for nobody"],
          ["requests.-1.cover", "a.txt", "for nobody"],
          ["requests.0cover", "a.txt", "for nobody"],
          ["requests.0.", "a.txt", "for nothing"],
          ["requests.0.nope", "a.txt", "for nothing"],
          ["requests.0.__proto__", "a.txt", "for nothing"],
          ["requests.0.requests.0.cover", "a.txt", "for nothing"],
          ["cover", "a.txt", "for nobody"],
        ],
      ),
    );
    expect(album).toMatchObject({ cover: "", pages: [] });
    expect(await stored()).toEqual([]);
    expect(await temporary()).toEqual([]);
  });

  test("stand in for what the body has under their name", async () => {
    const answer = await send(
      [create({ title: "a text" })],
      [["requests.0.title", "a.txt", "a file"]],
    );
    const { data } = await readError(answer);
    expect(data).toMatchObject({
      requests: {
        0: { response: { data: { title: { code: "validation_required" } } } },
      },
    });
    const album = await storedAlbum();
    const [changed] = await albums(
      await send(
        [change(album.id, { pages: album.pages })],
        [["requests.0.pages", "new.txt", "new page"]],
      ),
    );
    expect(changed!.pages).toHaveLength(1);
    expect(await stored()).toEqual(["new page", "old cover"]);
  });

  test("obey their fields' limits", async () => {
    const cases: [File[], string][] = [
      [
        Array.from({ length: 4 }, () => ["requests.0.pages", "a.txt", "1"]),
        "validation_too_many_files",
      ],
      [
        [["requests.0.pages", "a.txt", "x".repeat(101)]],
        "validation_file_size_limit",
      ],
    ];
    for (const [files, code] of cases) {
      const answer = await send([create({ title: "a" })], files);
      expect((await readError(answer)).data).toMatchObject({
        requests: { 0: { response: { data: { pages: { code } } } } },
      });
    }
    expect(await stored()).toEqual([]);
    expect(await temporary()).toEqual([]);
  });

  test("cannot be made up in JSON", async () => {
    for (const cover of [
      { path: "/etc/passwd", name: "x.txt", size: 1 },
      "../../data.db",
    ]) {
      const answer = await send([create({ title: "a", cover })]);
      expect((await readError(answer)).data).toMatchObject({
        requests: {
          0: {
            response: { data: { cover: { code: "validation_invalid_file" } } },
          },
        },
      });
    }
  });
});

describe("a batch that fails", () => {
  const invalid = create({});

  test("leaves none of its files behind", async () => {
    const id = "albuminbatch001";
    const answer = await send(
      [create({ id, title: "a" }), change(id, { title: "b" }), invalid],
      [
        ["requests.0.cover", "a.txt", "a"],
        ["requests.1.pages", "b.txt", "b"],
        ["requests.2.cover", "c.txt", "c"],
      ],
    );
    expect((await readError(answer)).data).toHaveProperty("requests.2");
    expect(await stored()).toEqual([]);
    expect(await temporary()).toEqual([]);
  });

  test("keeps the files that it would have dropped", async () => {
    const { id, cover, pages } = await storedAlbum();
    const requests = [
      change(id, { cover: "", "pages-": pages }),
      change(id, { title: "changed" }),
      remove(id),
      invalid,
    ];
    const answer = await send(requests, [
      ["requests.1.cover", "new.txt", "new cover"],
    ]);
    expect((await readError(answer)).data).toHaveProperty("requests.3");
    expect(await stored()).toEqual(["old cover", "old page 1", "old page 2"]);
    const [kept] = await albums(await send([change(id, {})]));
    expect(kept).toMatchObject({ cover, pages });
  });

  test("as it takes too long leaves none, either", async () => {
    await api.sudo("PATCH /api/settings", { json: { batch: { timeout: 1 } } });
    const gate = Promise.withResolvers<void>();
    const stop = api.app.hooks.onRecordCreate.add(async ({ record }, next) => {
      if (record.values["title"] === "slow") await gate.promise;
      return next();
    });
    const answer = await send(
      [create({ title: "a" }), create({ title: "slow" })],
      [
        ["requests.0.cover", "a.txt", "a"],
        ["requests.1.cover", "b.txt", "b"],
      ],
    );
    expect((await readError(answer)).data).toEqual({});
    gate.resolve();
    stop();
    await send([create({ title: "next" })]);
    expect(await stored()).toEqual([]);
    expect(await temporary()).toEqual([]);
    await api.sudo("PATCH /api/settings", { json: { batch: { timeout: 3 } } });
  });
});

describe("a batch that is done", () => {
  test("has dropped what it dropped, and nothing more", async () => {
    const { id, pages } = await storedAlbum();
    await albums(
      await send(
        [change(id, { "pages-": pages[0] }), change(id, {})],
        [["requests.1.cover", "new.txt", "new cover"]],
      ),
    );
    expect(await stored()).toEqual(["new cover", "old page 2"]);
  });

  test("keeps nothing of a record that came and went", async () => {
    const id = "albuminbatch001";
    const answer = await send(
      [create({ id, title: "a" }), remove(id)],
      [["requests.0.cover", "a.txt", "a"]],
    );
    expect(answer.status).toBe(200);
    expect(await stored()).toEqual([]);
  });

  test("may replace a record with files by another of the same id", async () => {
    const { id } = await storedAlbum();
    await albums(
      await send(
        [create({ title: "first" }), remove(id), create({ id, title: "new" })],
        [["requests.2.cover", "new.txt", "new cover"]],
      ).then(async (answer) => {
        expect(answer.status).toBe(200);
        return answer;
      }),
    );
    expect(await stored()).toEqual(["new cover"]);
  });
});

test("a form that breaks off leaves nothing in the temporary folder", async () => {
  const part = (name: string) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"; filename="a.txt"\r\n\r\n`;
  for (const body of [
    `${part("requests.0.cover")}half a fi`,
    `${part("requests.0.cover")}whole\r\n${part("requests.1.cover")}half`,
    `${part("requests.0.cover")}whole\r\n--x\r\nContent-Disposition: form-data; name="@jsonPayload"\r\n\r\n{"requests":[`,
    `${part("requests.0.cover")}whole\r\n--x\r\nContent-Disposition: form-data; name="@jsonPayload"\r\n\r\n{"requests":5}\r\n--x--\r\n`,
  ]) {
    const answer = await api.send("POST /api/batch", {
      body,
      headers: { "Content-Type": "multipart/form-data; boundary=x" },
    });
    expect((await readError(answer)).status).toBe(400);
    expect(await temporary()).toEqual([]);
  }
});
