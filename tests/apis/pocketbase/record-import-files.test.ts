import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import {
  readError,
  type SendOptions,
  type TestApp,
} from "../../http/open-test-app.ts";
import {
  type ImportingApp,
  openImportingApp,
  type Report,
  reportOf,
  type User,
} from "./importing-app.ts";

let api: TestApp;
let ann: User;
let send: ImportingApp["send"];

beforeAll(async () => {
  ({ api, ann, send } = await openImportingApp());
});
afterAll(() => api.close());

describe("a file comes", () => {
  const rows = [{ title: "x" }, { title: "y" }];
  const csv = "title\nx\ny\n";
  const json = JSON.stringify(rows);
  const lines = rows.map((row) => JSON.stringify(row)).join("\n");

  test.each([
    ["text/csv; charset=utf-8", csv],
    ["text/tab-separated-values", "title\tprice\nx\t1\ny\t2"],
    ["application/json", json],
    ["application/x-ndjson", lines],
    ["application/octet-stream", csv],
    ["text/plain", json],
    ["application/octet-stream", lines],
  ])("as a body of %s", async (type, body) => {
    const headers = { "Content-Type": type };
    const { token } = api;
    const path = "tasks/records/import?dryRun=1";
    const report = await reportOf(send(path, body, { token, headers }));
    expect(report).toMatchObject({ created: 2, failed: 0 });
  });

  test.each([
    ["cities.csv", csv],
    ["cities.tsv", csv],
    ["cities.JSON", json],
    ["cities.jsonl", lines],
    ["cities", json],
  ])("in a form, with options, as %s", async (name, contents) => {
    const form = new FormData();
    form.set("mapping", JSON.stringify({ title: "price" }));
    form.set("dryRun", "true");
    form.set("file", new File([contents], name));
    const answer = await api.sudo(
      "POST /api/collections/tasks/records/import",
      {
        body: form,
      },
    );
    const { errors } = (await answer.json()) as Report;
    expect(errors[0]?.data["price"]?.code).toBe("validation_not_a_number");
  });

  test("and nothing of it is left", () => {
    const folder = api.app.recordFiles.temporaryFolder;
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
  });

  test.each<[string, string, SendOptions["body"], string, number]>([
    ["of another type", "", csv, "image/png", 400],
    ["with an unknown mode", "?mode=merge", csv, "text/csv", 400],
    ["with a mapping that is none", "?mapping=[]", csv, "text/csv", 400],
    ["with a long delimiter", "?delimiter=ab", csv, "text/csv", 400],
    ["that is malformed", "", '[{"title":', "application/json", 400],
    ["that is no UTF-8", "", new Uint8Array([0x61, 0xff]), "text/csv", 400],
    ["that is empty", "", "", "text/csv", 400],
  ])("in vain %s", async (_name, query, body, type, status) => {
    const path = `tasks/records/import${query}`;
    const headers = { "Content-Type": type };
    const answer = await send(path, body, { token: api.token, headers });
    expect((await readError(answer)).status).toBe(status);
  });

  test("in vain without being there", async () => {
    const form = new FormData();
    form.set("other", new File([csv], "a.csv"));
    const answer = await api.sudo(
      "POST /api/collections/tasks/records/import",
      {
        body: form,
      },
    );
    const { data } = await readError(answer);
    expect(data).toMatchObject({ file: { code: "validation_required" } });
  });

  test("in vain if it is larger than a user's may be", async () => {
    const body = new Uint8Array(33 * 1024 * 1024).fill(0x61);
    const path = "tasks/records/import?dryRun=1";
    const refused = await send(path, body, { token: ann.token });
    expect(refused.status).toBe(413);
  });

  test("in vain for a view", async () => {
    await api.sudo("POST /api/collections", {
      json: {
        name: "titles",
        type: "view",
        viewQuery: "select id, title from tasks",
      },
    });
    const { token } = api;
    const answer = await send("titles/records/import", csv, { token });
    expect(answer.status).toBe(400);
  });
});

describe("progress", () => {
  const headers = { Accept: "application/x-ndjson" };
  const read = async (response: Response) =>
    (await response.text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  test("is told in lines, the result in the last", async () => {
    const text = `title\n${"x\n".repeat(5_000)}`;
    const path = "tasks/records/import?dryRun=1";
    const { token } = api;
    const answer = await send(path, text, { token, headers });
    expect(answer.headers.get("content-type")).toBe("application/x-ndjson");
    const lines = await read(answer);
    expect(lines.at(-1)).toMatchObject({ type: "result", created: 5_000 });
    for (const line of lines.slice(0, -1)) {
      expect(line).toMatchObject({
        type: "progress",
        phase: "check",
        size: text.length,
      });
    }
  });

  test("ends in an error as any other request would have it", async () => {
    const { token } = api;
    const wrong = await send("tasks/records/import", "price\nmany", {
      token,
      headers,
    });
    expect((await read(wrong)).at(-1)).toMatchObject({
      type: "error",
      status: 400,
      message: "Nothing was imported: 1 of 1 rows is wrong.",
      data: { errors: [{ row: 1, line: 2 }] },
    });
  });
});
