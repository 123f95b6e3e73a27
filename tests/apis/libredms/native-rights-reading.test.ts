import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { type Library, type Member, openLibrary } from "./open-library.ts";

const documents = "/api/collections/libredms_documents/records";
const users = "/api/collections/libredms_users/records";
const roles = "/api/collections/libredms_roles/records";

let library: Library;
let head: Member;
/** Owners, and users who own nothing, by name. */
const members = new Map<string, Member>();
/** Ids by title. */
const titles = new Map<string, string>();
/** Tokens by who comes with them; a guest has none. */
const tokens = new Map<string, string | undefined>();

const accesses = ["private", "role", "public"] as const;

beforeAll(async () => {
  library = await openLibrary();
  const { addUser, addDocument, deleteUser } = library;
  const add = async (name: string, role: string, values?: object) => {
    const member = await addUser(role, values);
    members.set(name, member);
    tokens.set(name, member.token);
    return member;
  };
  const write = async (owner: string, title: string, values: object) =>
    titles.set(
      title,
      await addDocument(members.get(owner)!, { title, ...values }),
    );

  head = await add("head", "1", { isPrivate: true });
  await add("admin", "2", { isPrivate: true });
  await add("reviewer", "3", { isPrivate: true });
  await add("regular", "4", { isPrivate: true });
  await add("admin owner", "2");
  await add("reviewer owner", "3");
  await add("regular owner", "4");
  await add("gone admin", "2");
  await add("gone reviewer", "3");
  await add("gone regular", "4");
  await add("marked", "4");
  const owners = ["head", "admin owner", "reviewer owner", "regular owner"];
  const gone = ["gone admin", "gone reviewer", "gone regular"];
  for (const owner of [...owners, ...gone, "marked"]) {
    for (const access of accesses) {
      await write(owner, `${owner}: ${access}`, { access });
    }
    await write(owner, `${owner}: deleted`, {
      access: "public",
      deleted: "2026-01-02 03:04:05.000Z",
    });
  }
  for (const owner of gone) await deleteUser(members.get(owner)!);
  // By hand, in the admin: the tokens live on.
  await library.api.sudo(`PATCH ${users}/${members.get("marked")!.id}`, {
    json: { deleted: "2026-01-02 03:04:05.000Z" },
  });
  tokens.set("guest", undefined);
  tokens.set("another collection's user", await library.addImpostor());
});
afterAll(() => library.close());

function send(who: string, line: string): Promise<Response> {
  const token = tokens.get(who);
  return library.api.send(line, token === undefined ? {} : { token });
}

async function listed(
  who: string,
  path: string,
  field: string,
): Promise<string[]> {
  const response = await send(who, `GET ${path}?perPage=500&sort=id`);
  expect(response.status).toBe(200);
  const { items } = (await response.json()) as {
    items: Record<string, string>[];
  };
  return items.map((item) => item[field]!);
}

const publicOnes = [
  "head: public",
  "admin owner: public",
  "reviewer owner: public",
  "regular owner: public",
];
const notOfTheGone = [
  "head: private",
  "head: role",
  "admin owner: private",
  "admin owner: role",
  "reviewer owner: private",
  "reviewer owner: role",
  "regular owner: private",
  "regular owner: role",
  ...publicOnes,
];
const ofTheGone = [
  "gone admin",
  "gone reviewer",
  "gone regular",
  "marked",
].flatMap((owner) => accesses.map((access) => `${owner}: ${access}`));

describe("documents", () => {
  test.each([
    ["guest", []],
    ["another collection's user", []],
    ["regular", [...publicOnes, "regular owner: role"]],
    [
      "regular owner",
      [...publicOnes, "regular owner: role", "regular owner: private"],
    ],
    [
      "reviewer",
      [...publicOnes, "regular owner: role", "reviewer owner: role"],
    ],
    [
      "reviewer owner",
      [
        ...publicOnes,
        "regular owner: role",
        "reviewer owner: role",
        "reviewer owner: private",
      ],
    ],
    ["admin", notOfTheGone],
    ["admin owner", notOfTheGone],
    ["head", [...notOfTheGone, ...ofTheGone]],
    ["gone admin", []],
    ["gone regular", []],
    ["marked", []],
  ])("%p sees those it may, in lists and one by one", async (who, seen) => {
    const found = await listed(who, documents, "title");
    expect(found.toSorted()).toEqual(seen.toSorted());
    for (const [title, id] of titles) {
      const { status } = await send(who, `GET ${documents}/${id}`);
      expect([title, status]).toEqual([
        title,
        seen.includes(title) ? 200 : 404,
      ]);
    }
  });

  test("superusers see deleted ones, too", async () => {
    const response = await library.api.sudo(`GET ${documents}?perPage=500`);
    expect(await response.json()).toMatchObject({ totalItems: titles.size });
  });

  test("a new role counts at once", async () => {
    const { id, token } = await library.addUser("4");
    const path = `${documents}/${titles.get("reviewer owner: role")}`;
    const status = async () =>
      (await library.api.send(`GET ${path}`, { token })).status;
    expect(await status()).toBe(404);
    await library.api.sudo(`PATCH ${users}/${id}`, { json: { role: "3" } });
    expect(await status()).toBe(200);
    await library.api.sudo(`PATCH ${users}/${id}`, { json: { role: "4" } });
    expect(await status()).toBe(404);
  });

  test("those of a deleted owner are seen again when it is deleted no longer", async () => {
    const owner = await library.addUser("4");
    const access = "public";
    const id = await library.addDocument(owner, { access });
    const status = async (who: string) =>
      (await send(who, `GET ${documents}/${id}`)).status;
    await library.deleteUser(owner);
    expect(await status("admin")).toBe(404);
    await library.api.sudo(`PATCH ${users}/${owner.id}`, {
      json: { deleted: "" },
    });
    expect(await status("admin")).toBe(200);
    expect(await status("regular")).toBe(200);
    await library.api.sudo(`DELETE ${documents}/${id}`);
  });
});

describe("an empty role, which only another program can have written", () => {
  test.each([
    ["the viewer's", "libredms_users"],
    ["the document's", "libredms_documents"],
  ] as const)("%s counts as no role, not as the highest", async (_, table) => {
    const { app } = library.api;
    const viewer = await library.addUser("4");
    const access = "role";
    const id = await library.addDocument(members.get("regular owner")!, {
      access,
    });
    const { token } = viewer;
    const status = async () =>
      (await library.api.send(`GET ${documents}/${id}`, { token })).status;
    expect(await status()).toBe(200);
    await app.database.run(
      table === "libredms_users"
        ? sql`update libredms_users set role = '' where id = ${viewer.id}`
        : sql`update libredms_documents set userRole = '' where id = ${id}`,
    );
    expect(await status()).toBe(404);
    await library.api.sudo(`DELETE ${documents}/${id}`);
    await library.api.sudo(`DELETE ${users}/${viewer.id}`);
  });
});

describe("profiles", () => {
  const shown = ["admin owner", "reviewer owner", "regular owner"];
  const hidden = ["head", "admin", "reviewer", "regular"];
  test.each([
    ["guest", []],
    ["another collection's user", []],
    ["regular", ["regular", ...shown]],
    ["reviewer", ["reviewer", ...shown]],
    ["regular owner", shown],
    ["admin", [...hidden, ...shown]],
    ["head", [...hidden, ...shown]],
    ["gone admin", []],
    ["marked", []],
  ])("%p sees those it may, in lists and one by one", async (who, seen) => {
    const nameOf = new Map([...members].map(([name, { id }]) => [id, name]));
    const found = (await listed(who, users, "id"))
      .map((id) => nameOf.get(id))
      .filter((name) => name !== undefined);
    expect(found.toSorted()).toEqual(seen.toSorted());
    for (const [name, { id }] of members) {
      const { status } = await send(who, `GET ${users}/${id}`);
      expect([name, status]).toEqual([name, seen.includes(name) ? 200 : 404]);
    }
  });

  test("show neither their email, nor tokens, nor logouts to others", async () => {
    const { id } = members.get("regular owner")!;
    for (const who of ["regular", "admin", "head"]) {
      const profile = await (await send(who, `GET ${users}/${id}`)).json();
      expect(Object.keys(profile as object).toSorted()).toEqual([
        "collectionId",
        "collectionName",
        "created",
        "deleted",
        "emailVisibility",
        "id",
        "isPrivate",
        "name",
        "role",
        "updated",
        "verified",
      ]);
    }
    const own = await (
      await send("regular owner", `GET ${users}/${id}`)
    ).json();
    expect(own).toHaveProperty("email");
    expect(own).not.toHaveProperty("loggedOut");
  });

  test("are left out where a document is expanded, unless they may be seen", async () => {
    const view = async (who: string, title: string) => {
      const path = `${documents}/${titles.get(title)}?expand=userId,userRole`;
      return (await send(who, `GET ${path}`)).json();
    };
    expect(await view("regular", "head: public")).toMatchObject({
      expand: { userRole: { label: "Superadministrator" } },
    });
    expect(await view("regular", "head: public")).not.toHaveProperty(
      "expand.userId",
    );
    expect(await view("regular", "admin owner: public")).toMatchObject({
      expand: { userId: { name: "Some Body" } },
    });
    // Its owner is deleted: the document is seen, the profile is not.
    expect(await view("head", "gone admin: private")).not.toHaveProperty(
      "expand.userId",
    );
  });
});

test("everyone sees the roles, and nobody changes them", async () => {
  const all = ["1", "2", "3", "4"];
  for (const who of ["guest", "another collection's user", "head"]) {
    expect(await listed(who, roles, "id")).toEqual(all);
    for (const line of [
      `POST ${roles}`,
      `PATCH ${roles}/4`,
      `DELETE ${roles}/4`,
    ]) {
      expect((await send(who, line)).status).toBe(403);
    }
  }
});

describe("filters do not tell what is hidden", () => {
  test.each([
    ["userId.tokenKey ~ 'a'"],
    ["userId.password ~ 'a'"],
    ["userId.loggedOut ~ 'a'"],
    ["userId.loggedOut.0.id ~ 'a'"],
    ["userId.libredms_users_via_role.tokenKey ~ 'a'"],
    ["@request.auth.tokenKey ~ 'a'"],
    ["@collection.libredms_users.email ~ 'a'"],
  ])("%p is refused", async (filter) => {
    for (const who of ["regular", "head"]) {
      for (const query of [
        `filter=${encodeURIComponent(filter)}`,
        `sort=${encodeURIComponent(filter.split(" ")[0]!)}`,
      ]) {
        const { status } = await send(who, `GET ${documents}?${query}`);
        expect([400, 403]).toContain(status);
      }
    }
  });

  const found = async (who: string, path: string, filter: string) => {
    const query = `filter=${encodeURIComponent(filter)}&perPage=500`;
    const response = await send(who, `GET ${path}?${query}`);
    expect(response.status).toBe(200);
    return ((await response.json()) as { totalItems: number }).totalItems;
  };

  test("an owner is found by its email only if that shows", async () => {
    const { id, email } = members.get("admin owner")!;
    const filter = `userId.email = "${email}"`;
    expect(await found("admin", documents, filter)).toBe(0);
    const show = (emailVisibility: boolean) =>
      library.api.sudo(`PATCH ${users}/${id}`, { json: { emailVisibility } });
    await show(true);
    expect(await found("admin", documents, filter)).toBe(3);
    await show(false);
  });

  test("a private owner is not found by its name", async () => {
    const ofHead = `title ~ "head:" && userId.name ~ "Some"`;
    expect(await found("regular", documents, ofHead)).toBe(0);
    expect(await found("admin", documents, ofHead)).toBe(3);
  });

  test("documents that are hidden are not found through their owners", async () => {
    const { id } = members.get("regular owner")!;
    const filter = (access: string) =>
      `id = "${id}" && libredms_documents_via_userId.title ?= "regular owner: ${access}"`;
    expect(await found("regular", users, filter("private"))).toBe(0);
    expect(await found("regular", users, filter("public"))).toBe(1);
    expect(await found("admin", users, filter("private"))).toBe(1);
  });
});

test("a token that was valid before is nobody's once its user is deleted", async () => {
  const { id } = head;
  expect((await send("gone admin", `GET ${users}/${id}`)).status).toBe(404);
  const refresh = "POST /api/collections/libredms_users/auth-refresh";
  expect((await send("gone admin", refresh)).status).toBe(401);
  expect((await send("marked", refresh)).status).toBe(403);
});
