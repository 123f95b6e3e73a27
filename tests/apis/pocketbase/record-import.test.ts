import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import {
  openTestApp,
  readError,
  type SendOptions,
  type TestApp,
} from "../../http/open-test-app.ts";
import { serverRequest } from "../../../src/core/request.ts";
import { hashCheaply } from "../../support/hash-cheaply.ts";

interface Report {
  readonly total: number;
  readonly created: number;
  readonly updated: number;
  readonly failed: number;
  readonly errors: readonly {
    readonly row: number;
    readonly line?: number;
    readonly id?: string;
    readonly message: string;
    readonly data: Readonly<Record<string, { readonly code: string }>>;
  }[];
}

let api: TestApp;
let ann: { id: string; token: string };
let bob: { id: string; token: string };
beforeAll(async () => {
  api = await openTestApp();
  await hashCheaply(api.app, "users");
  ann = await signUp("ann@example.com");
  bob = await signUp("bob@example.com");
  await api.sudo("POST /api/collections", {
    json: {
      name: "tasks",
      listRule: "owner = @request.auth.id",
      viewRule: "owner = @request.auth.id",
      createRule: "@request.auth.id != '' && owner = @request.auth.id",
      updateRule:
        "owner = @request.auth.id && @request.body.owner:changed = false",
      fields: [
        { name: "title", type: "text", required: true },
        { name: "owner", type: "relation", collectionId: "_pb_users_auth_" },
        { name: "price", type: "number", hidden: true },
        { name: "made", type: "autodate", onCreate: true },
      ],
    },
  });
  await api.sudo("POST /api/collections", {
    json: { name: "locked", fields: [{ name: "title", type: "text" }] },
  });
});
afterAll(() => api.close());

async function signUp(email: string): Promise<{ id: string; token: string }> {
  const users = api.app.collections.find("users")!;
  const password = "1234567890";
  const body = { email, password, passwordConfirm: password };
  const request = { ...serverRequest, body };
  await api.app.records.create(users, undefined, request);
  const user = await api.app.records.findBy(users, "email", email);
  return { id: user!.id, token: await api.app.auth.issueToken(user!) };
}

/** Sends CSV, unless the headers say otherwise. */
function send(
  path: string,
  body: SendOptions["body"],
  { token, headers }: SendOptions = {},
): Promise<Response> {
  return api.send(`POST /api/collections/${path}`, {
    body,
    ...(token !== undefined && { token }),
    headers: { "Content-Type": "text/csv", ...headers },
  });
}

async function reportOf(answer: Promise<Response>): Promise<Report> {
  const response = await answer;
  expect(response.status).toBe(200);
  return (await response.json()) as Report;
}

type Task = Readonly<Record<string, unknown>> & { readonly id: string };

async function tasks(): Promise<readonly Task[]> {
  const answer = await api.sudo(
    "GET /api/collections/tasks/records?sort=title",
  );
  const { items } = (await answer.json()) as { items: readonly Task[] };
  return items;
}

describe("rules are judged for each row as for a request of its own", () => {
  test("a user imports what is theirs, and nothing else", async () => {
    const text = `title,owner\nmine,${ann.id}\nyours,${bob.id}\nnobody's,\n`;
    const path = "tasks/records/import?atomic=false";
    const { token } = ann;
    const report = await reportOf(send(path, text, { token }));
    expect(report).toMatchObject({ total: 3, created: 1, failed: 2 });
    // Who may not create a record does not learn what is wrong with it.
    expect(report.errors).toEqual([
      { row: 2, line: 3, message: "Failed to create record.", data: {} },
      { row: 3, line: 4, message: "Failed to create record.", data: {} },
    ]);
    expect(await tasks()).toMatchObject([{ title: "mine", owner: ann.id }]);
  });

  test("a row that the rule refuses stops all of them, unless asked otherwise", async () => {
    const text = `title,owner\nanother,${ann.id}\nyours,${bob.id}\n`;
    const { token } = ann;
    const answer = await send("tasks/records/import", text, { token });
    const { message, data } = await readError(answer);
    expect(message).toBe("Nothing was imported: 1 of 2 rows is wrong.");
    expect(data).toMatchObject({ total: 2, failed: 1, errors: [{ row: 2 }] });
    expect(await tasks()).toHaveLength(1);
  });

  test("a user changes nothing that the update rule hides", async () => {
    const [mine] = await tasks();
    const text = `id,title,owner\n${mine!.id},changed,${bob.id}\n`;
    for (const token of [ann.token, bob.token]) {
      for (const dryRun of [true, false]) {
        const path = `tasks/records/import?mode=upsert&atomic=false&dryRun=${dryRun}`;
        const report = await reportOf(send(path, text, { token }));
        expect(report).toMatchObject({ updated: 0, failed: 1 });
      }
    }
    const own = `id,title\n${mine!.id},changed\n`;
    const { token } = ann;
    const path = "tasks/records/import?mode=upsert";
    expect(await reportOf(send(path, own, { token }))).toMatchObject({
      updated: 1,
    });
    expect(await tasks()).toMatchObject([{ title: "changed", owner: ann.id }]);
  });

  test.each(["skip", "upsert"])(
    "who may not create a record does not learn by %s which ones are there",
    async (mode) => {
      await api.sudo("POST /api/collections", {
        json: {
          name: `codes_${mode}`,
          createRule: "@request.auth.id != ''",
          updateRule: "@request.auth.id != ''",
          fields: [{ name: "code", type: "text" }],
          indexes: [`create unique index idx_${mode} on codes_${mode} (code)`],
        },
      });
      const path = `codes_${mode}/records/import?mode=${mode}&key=code&atomic=false`;
      const { token } = api;
      await reportOf(send(path, "code\nthere\n", { token }));
      for (const dryRun of [true, false]) {
        const text = "code\nthere\nmissing\n";
        const report = await reportOf(send(`${path}&dryRun=${dryRun}`, text));
        expect(report).toMatchObject({ created: 0, skipped: 0, failed: 2 });
        const [there, missing] = report.errors;
        expect(there).toEqual({ ...missing!, row: 1, line: 2 });
      }
    },
  );

  test("guests, and others for whom there is no rule, are refused before the body is read", async () => {
    let wasRead = false;
    const body = new ReadableStream(
      {
        pull(controller) {
          wasRead = true;
          controller.error(new Error("somebody reads it"));
        },
      },
      { highWaterMark: 0 },
    );
    const path = "locked/records/import?mode=upsert";
    const answer = await send(path, body, { token: ann.token });
    expect(answer.status).toBe(403);
    expect(wasRead).toBe(false);
    const views = await send("nonsense/records/import", "a\n1");
    expect(views.status).toBe(404);
  });

  test("only superusers set hidden fields, and dates that the server sets", async () => {
    const text = `title,owner,price,made\ndated,${ann.id},5,2001-02-03 04:05:06Z\n`;
    const { token } = ann;
    await reportOf(send("tasks/records/import", text, { token }));
    await reportOf(
      send("tasks/records/import", text.replace("dated", "dated by root"), {
        token: api.token,
      }),
    );
    const found = await tasks();
    const byTitle = new Map(found.map((task) => [task["title"], task]));
    expect(byTitle.get("dated")).toMatchObject({ price: 0 });
    expect(byTitle.get("dated")?.["made"]).not.toStartWith("2001");
    expect(byTitle.get("dated by root")).toMatchObject({
      price: 5,
      made: "2001-02-03 04:05:06.000Z",
    });

    const mapping = encodeURIComponent(JSON.stringify({ title: "price" }));
    const path = `tasks/records/import?mapping=${mapping}`;
    const { data } = await readError(await send(path, text, { token }));
    expect(data).toMatchObject({
      mapping: { title: { code: "validation_invalid_field" } },
    });
  });
});

describe("logins", () => {
  const path = "users/records/import";

  test.each(["true", "false"])(
    "are imported with passwords that work (atomic: %s)",
    async (atomic) => {
      const people = ["one", "two", "three"].map(
        (name) => `${name}-${atomic}@example.com`,
      );
      const rows = people.map((email) => `${email},password of ${email},true`);
      const text = ["email,password,verified", ...rows].join("\n");
      const query = `?atomic=${atomic}`;
      const report = await reportOf(
        send(path + query, text, { token: api.token }),
      );
      expect(report.created).toBe(3);
      for (const identity of people) {
        const answer = await api.send(
          "POST /api/collections/users/auth-with-password",
          { json: { identity, password: `password of ${identity}` } },
        );
        expect(await answer.json()).toMatchObject({
          record: { verified: true },
        });
      }
    },
  );

  test("cannot make themselves verified, nor take what others have", async () => {
    const text = [
      "email,password,verified",
      "four@example.com,1234567890,true",
      "ann@example.com,1234567890,false",
      "five@example.com,short,false",
      "six@example.com,,false",
    ].join("\n");
    const report = await reportOf(send(`${path}?dryRun=true`, text));
    const codes = report.errors.map(({ row, data }) => [
      row,
      Object.keys(data),
    ]);
    expect(report.failed).toBe(4);
    expect(codes).toEqual([
      [1, ["verified"]],
      [2, ["email"]],
      [3, ["password"]],
      [4, ["password", "passwordConfirm"]],
    ]);
  });
});

test("who is no superuser does not keep others waiting for very many rows at once", async () => {
  const text = `title,owner\n${`a,${ann.id}\n`.repeat(5_001)}`;
  const { token } = ann;
  const path = "tasks/records/import?dryRun=true";
  const refusal = await readError(await send(path, text, { token }));
  expect(refusal.message).toStartWith("No more than 5000 rows");
  const whole = await reportOf(send(path, text, { token: api.token }));
  expect(whole).toMatchObject({ created: 5_001 });
});

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
