import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  type Libredms,
  nobodysId,
  openLibredms,
  type Person,
} from "./open-libredms.ts";

let library: Libredms;
const people: Record<string, Person> = {};
beforeAll(async () => {
  library = await openLibredms();
  for (const [name, role] of [
    ["root", "1"],
    ["admin", "2"],
    ["reviewer", "3"],
    ["regular", "4"],
    ["other", "4"],
  ] as const) {
    people[name] = await library.join(role);
  }
});
afterAll(() => library.close());

function who(name: string): Person {
  const person = people[name];
  if (person === undefined) throw new Error(`nobody is called ${name}`);
  return person;
}

const message = (text: string) => ({ message: text });
const denied = message("You don't have permission to perform that action");

describe("creating a document", () => {
  const create = (json: unknown, as = who("regular")) =>
    library.ask("POST /api/documents", as, json);

  test.each(["root", "admin", "reviewer", "regular"])(
    "is for the %s, whose it is then",
    async (name) => {
      const { status, body } = await create(
        { title: "Test Document", content: "Test content" },
        who(name),
      );
      expect(status).toBe(201);
      const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/);
      expect(body).toEqual({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        title: "Test Document",
        content: "Test content",
        access: "private",
        accesslevel: "view",
        type: "text",
        userId: who(name).id,
        userRole: Number(who(name).role),
        createdAt: time,
        updatedAt: time,
      });
    },
  );

  test("takes no owner, role, id, type or date from its sender", async () => {
    const { status, body } = await create({
      title: "Mine",
      id: nobodysId,
      userId: who("root").id,
      userRole: 1,
      type: "quill",
      deleted: "2020-01-01",
      createdAt: "2000-01-01",
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      userId: who("regular").id,
      userRole: 4,
      type: "text",
    });
    expect(body["id"]).not.toBe(nobodysId);
    const line = `GET /api/documents/${String(body["id"])}`;
    expect((await library.ask(line, who("regular"))).status).toBe(200);
  });

  const contents: [
    what: string,
    content: unknown,
    kept: string,
    type: string,
  ][] = [
    ["nothing", undefined, "", "text"],
    ["null", null, "", "text"],
    ["text", "Hello", "Hello", "text"],
    ["a number", 5, "5", "text"],
    [
      "a delta as text",
      '{"ops":[{"insert":"Hello"}]}',
      '{"ops":[{"insert":"Hello"}]}',
      "quill",
    ],
    [
      "a delta",
      { ops: [{ insert: "a", attributes: { bold: true } }, { insert: "\n" }] },
      '{"ops":[{"insert":"a","attributes":{"bold":true}},{"insert":"\\n"}]}',
      "quill",
    ],
    ["an empty delta", { ops: [] }, '{"ops":[]}', "text"],
    [
      "a delta with an image",
      { ops: [{ insert: { image: "x" } }] },
      '{"ops":[{"insert":{"image":"x"}}]}',
      "text",
    ],
    [
      "a delta that deletes",
      { ops: [{ delete: 3 }] },
      '{"ops":[{"delete":3}]}',
      "text",
    ],
    ["a delta of nothing", { ops: [null] }, '{"ops":[null]}', "text"],
    ["another object", { a: 1 }, '{"a":1}', "text"],
    ["a list", [1, 2], "[1,2]", "text"],
    ["JSON that is null", "null", "null", "text"],
    ["half a delta", '{"ops":[{"insert":"H', '{"ops":[{"insert":"H', "text"],
  ];
  test.each(contents)("knows what %s is", async (_, content, kept, type) => {
    const { body } = await create({ title: "Typed", content });
    expect(body).toMatchObject({ content: kept, type });
  });

  const access = "Access can only be private, public or role";
  const level = "Access level can only be view or comment";
  const refusals: [what: string, values: object, why: string][] = [
    ["no title", { title: undefined }, "title cannot be null"],
    ["a title that is null", { title: null }, "title cannot be null"],
    ["an empty title", { title: "" }, "Please provide a title"],
    ["a blank title", { title: " \n" }, "Please provide a title"],
    [
      "an object for a title",
      { title: {} },
      "Please confirm that all fields are valid",
    ],
    [
      "a title of 256 characters",
      { title: "x".repeat(256) },
      "Please provide a title of at most 255 characters",
    ],
    ["another access", { access: "everyone" }, access],
    ["more than an access", { access: "publicly" }, access],
    ["an empty access", { access: "" }, access],
    ["a list for an access", { access: ["public"] }, access],
    ["another access level", { accesslevel: "edit" }, level],
    ["a number for an access level", { accesslevel: 1 }, level],
  ];
  test.each(refusals)("refuses %s", async (_, values, why) => {
    const { status, body } = await create({ title: "Titled", ...values });
    expect(body).toEqual(message(why));
    expect(status).toBe(400);
  });

  test("where the operator has closed it", async () => {
    const { collections } = library.api.app;
    const { createRule } = collections.find("libredms_documents")!;
    await collections.update("libredms_documents", { createRule: null });
    const { status } = await create({ title: "Late" });
    await collections.update("libredms_documents", { createRule });
    expect(status).toBe(403);
  });
});

describe("retrieving a document", () => {
  const rights: [access: string, owner: string, readers: string[]][] = [
    ["private", "regular", ["root", "admin", "regular"]],
    ["public", "regular", ["root", "admin", "reviewer", "regular", "other"]],
    ["role", "regular", ["root", "admin", "reviewer", "regular", "other"]],
    ["role", "reviewer", ["root", "admin", "reviewer"]],
    ["role", "admin", ["root", "admin"]],
    ["private", "admin", ["root", "admin"]],
    ["private", "root", ["root", "admin"]],
    ["role", "root", ["root", "admin"]],
  ];
  test.each(rights)(
    "with %s access of the %s is for %j",
    async (access, owner, readers) => {
      const document = await library.write(who(owner), { access });
      for (const name of Object.keys(people)) {
        const line = `GET /api/documents/${String(document["id"])}`;
        const { status, body } = await library.ask(line, who(name));
        if (readers.includes(name)) expect(body, name).toEqual(document);
        else expect(body, name).toEqual(denied);
        expect(status).toBe(readers.includes(name) ? 200 : 403);
      }
    },
  );

  test("of a deleted user is for the superadministrator", async () => {
    const owner = await library.join("4");
    const { id } = await library.write(owner, { access: "public" });
    await library.ask(`DELETE /api/users/${owner.id}`, owner);
    const statuses = await Promise.all(
      ["root", "admin", "reviewer", "regular"].map(async (name) => {
        const line = `GET /api/documents/${String(id)}`;
        return (await library.ask(line, who(name))).status;
      }),
    );
    expect(statuses).toEqual([200, 403, 403, 403]);
  });

  test("that is not there", async () => {
    const line = `GET /api/documents/${nobodysId}`;
    const { status, body } = await library.ask(line, who("root"));
    expect(status).toBe(404);
    expect(body).toEqual(message("Document not found"));
  });
});

describe("updating a document", () => {
  const put = (document: object, json: unknown, as = who("regular")) =>
    library.ask(
      `PUT /api/documents/${String((document as { id: unknown }).id)}`,
      as,
      json,
    );

  test("changes what its owner sends, and no more", async () => {
    const before = await library.write(who("regular"), { access: "role" });
    const { status, body } = await put(before, { title: "Updated" });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...before,
      title: "Updated",
      updatedAt: expect.any(String),
    });
    const line = `GET /api/documents/${String(before["id"])}`;
    expect((await library.ask(line, who("other"))).body).toEqual(body);
  });

  test("knows anew what the content is", async () => {
    const document = await library.write(who("regular"));
    const quill = await put(document, { content: { ops: [{ insert: "a" }] } });
    expect(quill.body["type"]).toBe("quill");
    const kept = await put(document, { title: "Still" });
    expect(kept.body["type"]).toBe("quill");
    const text = await put(document, { content: "Text", type: "quill" });
    expect(text.body).toMatchObject({ content: "Text", type: "text" });
  });

  test("notes the role that its owner has by now", async () => {
    const owner = await library.join("4");
    const document = await library.write(owner, { access: "role" });
    await library.ask(`PUT /api/users/set-role/${owner.id}`, who("root"), {
      roleId: 2,
    });
    const { body } = await put(document, { title: "Promoted" }, owner);
    expect(body).toMatchObject({ title: "Promoted", userRole: 2 });
    const line = `GET /api/documents/${String(document["id"])}`;
    expect((await library.ask(line, who("reviewer"))).status).toBe(403);
  });

  test("takes its own owner for no change", async () => {
    const document = await library.write(who("regular"));
    const { status } = await put(document, { userId: document["userId"] });
    expect(status).toBe(200);
  });

  test("leaves alone what is not its owner's to say", async () => {
    const document = await library.write(who("regular"));
    const { body } = await put(document, {
      userRole: 1,
      deleted: "2020-01-01",
      deletedAt: "2020-01-01",
      createdAt: "2000-01-01",
      "userId+": who("other").id,
      "id:autogenerate": "",
    });
    expect(body).toEqual({ ...document, updatedAt: expect.any(String) });
  });

  const fixed = "You're not permitted to change identifier fields";
  const refusals: [
    what: string,
    values: object,
    status: number,
    why: string,
  ][] = [
    ["another id", { id: nobodysId }, 403, fixed],
    ["another owner", { userId: nobodysId }, 403, fixed],
    ["no owner", { userId: null }, 403, fixed],
    ["an empty title", { title: "" }, 400, "Please provide a title"],
    ["no title", { title: null }, 400, "title cannot be null"],
    [
      "another access",
      { access: "all" },
      400,
      "Access can only be private, public or role",
    ],
    [
      "another access level",
      { accesslevel: "edit" },
      400,
      "Access level can only be view or comment",
    ],
  ];
  test.each(refusals)("refuses %s", async (_, values, status, why) => {
    const document = await library.write(who("regular"));
    const answer = await put(document, values);
    expect(answer.body).toEqual(message(why));
    expect(answer.status).toBe(status);
  });

  test.each(["root", "admin", "reviewer", "other"])(
    "of somebody else is not for the %s",
    async (name) => {
      const document = await library.write(who("regular"), {
        access: "public",
      });
      const answer = await put(document, { title: "Taken" }, who(name));
      expect(answer.status).toBe(403);
      expect(answer.body).toEqual(
        message("Only this resource's owner can perform that action"),
      );
    },
  );

  test("where the operator has closed it", async () => {
    const document = await library.write(who("regular"));
    const { collections } = library.api.app;
    const { updateRule } = collections.find("libredms_documents")!;
    await collections.update("libredms_documents", { updateRule: "id = ''" });
    const answer = await put(document, { title: "Late" });
    await collections.update("libredms_documents", { updateRule });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(denied);
  });

  test("that is not there", async () => {
    const { status, body } = await put({ id: nobodysId }, {});
    expect(status).toBe(404);
    expect(body).toEqual(message("Document not found"));
  });
});

describe("deleting a document", () => {
  const remove = (id: unknown, as: Person) =>
    library.ask(`DELETE /api/documents/${String(id)}`, as);

  test.each(["regular", "root"])("is for the %s", async (name) => {
    const { id } = await library.write(who("regular"), { access: "public" });
    const { status, body } = await remove(id, who(name));
    expect(status).toBe(200);
    expect(body).toEqual(message("Document deleted successfully"));
    for (const method of ["GET", "PUT", "DELETE"]) {
      const line = `${method} /api/documents/${String(id)}`;
      const after = await library.ask(line, who("regular"));
      expect(after.status).toBe(404);
      expect(after.body).toEqual(message("This document has been deleted"));
    }
  });

  test("leaves it in its table, for superusers to see", async () => {
    const { id } = await library.write(who("regular"));
    await remove(id, who("regular"));
    const line = `GET /api/collections/libredms_documents/records/${String(id)}`;
    const record = (await (await library.api.sudo(line)).json()) as {
      deleted: string;
    };
    expect(record.deleted).not.toBe("");
  });

  test.each(["admin", "reviewer", "other"])(
    "of somebody else is not for the %s",
    async (name) => {
      const { id } = await library.write(who("regular"), { access: "public" });
      const answer = await remove(id, who(name));
      expect(answer.status).toBe(403);
      expect(answer.body).toEqual(denied);
    },
  );

  test("that is not there", async () => {
    const { status, body } = await remove(nobodysId, who("root"));
    expect(status).toBe(404);
    expect(body).toEqual(message("Document not found"));
  });
});
