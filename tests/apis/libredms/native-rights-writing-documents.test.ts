import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Library, Member } from "./open-library.ts";
import { type Members, openMembers } from "./open-members.ts";

const documents = "/api/collections/libredms_documents/records";
const users = "/api/collections/libredms_users/records";
const moment = "2026-01-02 03:04:05.000Z";

let library: Library;
let stranger: string;
let member: Members["member"];
let tokenOf: Members["tokenOf"];
let answerTo: Members["answerTo"];

beforeAll(async () => {
  ({ library, stranger, member, tokenOf, answerTo } = await openMembers());
});
afterAll(() => library.close());

/** What a member sends to create a document natively. */
function proposal({ id, role }: Member, values: object = {}): object {
  return {
    title: "Mine",
    content: "Words",
    type: "text",
    access: "private",
    accesslevel: "view",
    userId: id,
    userRole: role,
    ...values,
  };
}

describe("a document", () => {
  test.each(["1", "2", "3", "4"])(
    "is created, with a UUID of version 4, by a user of role %s",
    async (role) => {
      const owner = member(role);
      const { status, body } = await answerTo(
        `POST ${documents}`,
        proposal(owner),
        owner.token,
      );
      expect(status).toBe(200);
      expect(body).toMatchObject(proposal(owner, { deleted: "" }));
      expect(body["id"]).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    },
  );

  test.each([
    ["another's", () => ({ userId: member("2").id })],
    [
      "another's, with its role",
      () => ({ userId: member("2").id, userRole: "2" }),
    ],
    ["nobody's", () => ({ userId: "" })],
    ["of a higher role", () => ({ userRole: "1" })],
    ["of a lower role", () => ({ userRole: "4" })],
    ["of no role", () => ({ userRole: "" })],
    ["of two roles", () => ({ userRole: ["3", "1"] })],
    ["of a role added to it", () => ({ "userRole+": "1" })],
    ["deleted", () => ({ deleted: moment })],
  ])("cannot be created as %s", async (_, forged) => {
    const owner = member("3");
    const before = await count(owner);
    const { status } = await answerTo(
      `POST ${documents}`,
      proposal(owner, forged()),
      owner.token,
    );
    expect(status).toBe(400);
    expect(await count(owner)).toBe(before);
  });

  test("is created neither by guests nor by users of other collections nor by deleted ones", async () => {
    const gone = await library.addUser("4");
    await library.deleteUser(gone);
    const marked = await library.addUser("4", { deleted: moment });
    for (const [owner, token] of [
      [member("4"), undefined],
      [member("4"), stranger],
      [gone, gone.token],
      [marked, marked.token],
    ] as const) {
      const { status } = await answerTo(
        `POST ${documents}`,
        proposal(owner),
        token,
      );
      expect(status).toBe(400);
    }
  });

  test.each([
    ["no title", "title", ""],
    ["a title of 256 characters", "title", "x".repeat(256)],
    ["another type", "type", "pdf"],
    ["another access", "access", "everyone"],
    ["no access", "access", ""],
    ["another access level", "accesslevel", "edit"],
    ["no access level", "accesslevel", ""],
  ])("is refused with %s", async (_, field, value) => {
    const owner = member("4");
    const { status, body } = await answerTo(
      `POST ${documents}`,
      proposal(owner, { [field]: value }),
      owner.token,
    );
    expect(status).toBe(400);
    expect(Object.keys(body["data"] as object)).toEqual([field]);
  });

  test("takes a content of millions of characters", async () => {
    const owner = member("4");
    const content = "words ".repeat(500_000);
    const { status, body } = await answerTo(
      `POST ${documents}`,
      proposal(owner, { content }),
      owner.token,
    );
    expect(status).toBe(200);
    expect(String(body["content"]).length).toBe(content.length);
  });

  test("is changed by its owner, who may send all of it again", async () => {
    const owner = member("3");
    const id = await library.addDocument(owner, {});
    const path = `${documents}/${id}`;
    const whole = await library.api.send(`GET ${path}`, { token: owner.token });
    const { status, body } = await answerTo(
      `PATCH ${path}`,
      { ...((await whole.json()) as object), title: "Other", access: "public" },
      owner.token,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ title: "Other", access: "public" });
  });

  test.each([
    ["another owner", () => ({ userId: member("4").id })],
    ["another owner added to it", () => ({ "userId+": member("4").id })],
    ["no owner", () => ({ "userId-": member("3").id })],
    ["another role", () => ({ userRole: "1" })],
    ["a deletion", () => ({ deleted: moment })],
  ])("is not given %s by its owner", async (_, forged) => {
    const owner = member("3");
    const id = await library.addDocument(owner, {});
    const { status } = await answerTo(
      `PATCH ${documents}/${id}`,
      { title: "Forged", ...forged() },
      owner.token,
    );
    expect(status).toBe(404);
    expect(await stored(id)).toMatchObject({
      title: "A document",
      userId: owner.id,
      userRole: "3",
      deleted: "",
    });
  });

  test("is not given another id, nor other dates", async () => {
    const owner = member("3");
    const id = await library.addDocument(owner, {});
    const before = await stored(id);
    const other = crypto.randomUUID();
    const path = `PATCH ${documents}/${id}`;
    const renamed = await answerTo(path, { id: other }, owner.token);
    expect(renamed.body["data"]).toMatchObject({
      id: { code: "validation_pk_change" },
    });
    const { body } = await answerTo(path, { created: moment }, owner.token);
    expect(body["created"]).toBe(before!["created"]);
  });

  test("is changed by nobody else, however high, and deleted for good by superusers alone", async () => {
    const owner = member("3");
    const id = await library.addDocument(owner, { access: "public" });
    const path = `${documents}/${id}`;
    const others = [undefined, stranger, ...["1", "2", "4"].map(tokenOf)];
    for (const token of others) {
      const { status } = await answerTo(`PATCH ${path}`, { title: "x" }, token);
      expect(status).toBe(404);
    }
    for (const token of [...others, owner.token]) {
      const { status } = await answerTo(`DELETE ${path}`, {}, token);
      expect(status).toBe(403);
    }
    expect(await stored(id)).toMatchObject({ title: "A document" });
    expect((await library.api.sudo(`DELETE ${path}`)).status).toBe(204);
  });

  test("is not changed by an owner who is deleted, not even with a token that is still good", async () => {
    const owner = await library.addUser("3");
    const id = await library.addDocument(owner, { access: "public" });
    await library.api.sudo(`PATCH ${users}/${owner.id}`, {
      json: { deleted: moment },
    });
    const path = `PATCH ${documents}/${id}`;
    const { status } = await answerTo(path, { title: "x" }, owner.token);
    expect(status).toBe(404);
  });

  test("is not changed once it is deleted", async () => {
    const owner = member("3");
    const id = await library.addDocument(owner, { deleted: moment });
    for (const json of [{ title: "x" }, { deleted: "" }]) {
      const path = `PATCH ${documents}/${id}`;
      expect((await answerTo(path, json, owner.token)).status).toBe(404);
    }
  });
});
describe("the id that a client gives", () => {
  const taken = crypto.randomUUID();
  test.each([
    ["is taken if it is a UUID of version 4", crypto.randomUUID(), 200],
    ["is refused if it is of another version", Bun.randomUUIDv7(), 400],
    ["is refused if it is in capitals", crypto.randomUUID().toUpperCase(), 400],
    ["is refused if it is a native one", "abcdefghijklmno", 400],
    ["is refused if it is a number", 5, 400],
    ["is refused if a line ends it", `${crypto.randomUUID()}\n`, 400],
    ["is refused if a document has it", taken, 400],
  ])("%s", async (_, id, expected) => {
    const owner = member("4");
    if (id === taken) await library.addDocument(owner, { id });
    const { status, body } = await answerTo(
      `POST ${documents}`,
      proposal(owner, { id }),
      owner.token,
    );
    expect(status).toBe(expected);
    if (expected === 400) expect(body["data"]).toHaveProperty("id");
    else expect(body["id"]).toBe(String(id));
  });
});

async function stored(id: string) {
  const { collections, records } = library.api.app;
  const found = await records.find(collections.find("libredms_documents")!, id);
  return found?.values;
}

async function count({ id }: Member): Promise<number> {
  const { collections, records } = library.api.app;
  const collection = collections.find("libredms_documents")!;
  return (await records.findAllBy(collection, { userId: id })).length;
}
