import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "bun:test";
import { readError } from "../../../http/open-test-app.ts";
import {
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

describe("what is wrong with a file is said by its field", () => {
  const cases: [string, readonly [string, File][], object][] = [
    [
      "too large",
      [["one", file("big.txt", "x".repeat(101))]],
      {
        one: {
          code: "validation_file_size_limit",
          message:
            "Failed to upload big.txt - the maximum allowed file size is 100 bytes.",
          params: { file: "big.txt", maxSize: 100 },
        },
      },
    ],
    [
      "too many",
      ["a", "b", "c", "d"].map((name) => ["many", file(name)]),
      {
        many: {
          code: "validation_too_many_files",
          message: "The maximum allowed files is 3.",
          params: { maxSelect: 3 },
        },
      },
    ],
    [
      "of another type than its name says",
      [["picture", file("a.png", "<script>")]],
      {
        picture: {
          code: "validation_invalid_mime_type",
          message: expect.stringContaining("must be one of: image/png."),
        },
      },
    ],
  ];
  test.each(cases)("%s", async (_, parts, data) => {
    const response = await uploads.api.send(`POST ${path}`, {
      body: form(...parts),
    });
    expect(await readError(response)).toEqual({
      status: 400,
      message: "Failed to create record.",
      data: data as Record<string, unknown>,
    });
    expect(await uploads.stored()).toEqual([]);
    expect(await uploads.temporary()).toEqual([]);
  });
});

describe("before a body is read", () => {
  /** A body that says when it is read. */
  function untouched() {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled++;
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    return { body, isRead: () => pulled > 0 };
  }

  const refusals: [string, string, number, Record<string, string>][] = [
    ["an unknown collection", "POST /api/collections/no/records", 404, {}],
    ["a view", "POST /api/collections/seen/records", 400, {}],
    ["a rule for superusers", "POST /api/collections/closed/records", 403, {}],
    ["another one", "PATCH /api/collections/closed/records/x", 403, {}],
    [
      "too large a one",
      `POST ${path}`,
      413,
      { "Content-Length": String(32 * 1024 * 1024 + 100_000_000) },
    ],
  ];
  test.each(refusals)("%s is refused", async (_, line, status, headers) => {
    const { body, isRead } = untouched();
    const response = await uploads.api.send(line, {
      body,
      headers: {
        "Content-Type": "multipart/form-data; boundary=b",
        ...headers,
      },
    });
    expect((await readError(response)).status).toBe(status);
    expect(isRead()).toBe(false);
  });
});

test("a form of more than the fields can need is refused when it gets there", async () => {
  const piece = new Uint8Array(1024 * 1024);
  let sent = 0;
  const head =
    '--b\r\nContent-Disposition: form-data; name="one"; filename="a"\r\n\r\n';
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(sent === 0 ? Buffer.from(head) : piece);
      if (++sent > 100) controller.close();
    },
  });
  const response = await uploads.api.send(`POST ${path}`, {
    body,
    headers: { "Content-Type": "multipart/form-data; boundary=b" },
  });
  expect(await readError(response)).toEqual({
    status: 413,
    message: "Request entity too large.",
    data: {},
  });
  // 32 MB, the files' limits (5 MB where a field has none) and what is on its way.
  expect(sent).toBeLessThan(55);
  expect(await uploads.temporary()).toEqual([]);
});
