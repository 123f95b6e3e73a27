import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readError, type TestApp } from "../../http/open-test-app.ts";
import {
  type ImportingApp,
  openImportingApp,
  reportOf,
  type User,
} from "./importing-app.ts";

let api: TestApp;
let ann: User;
let bob: User;
let send: ImportingApp["send"];

beforeAll(async () => {
  ({ api, ann, bob, send } = await openImportingApp());
});
afterAll(() => api.close());

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
