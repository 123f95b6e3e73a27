import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { type Library, type Member, openLibrary } from "./open-library.ts";

const documents = "/api/collections/libredms_documents/records";
const users = "/api/collections/libredms_users/records";
const roles = "/api/collections/libredms_roles/records";

let library: Library;
/** Whose documents are attacked. */
let owner: Member;
let shown: string;
let hidden: string;
/** By name; a guest has no token. */
const attackers = new Map<string, Member | undefined>();

beforeAll(async () => {
  library = await openLibrary();
  await library.api.sudo("PATCH /api/settings", {
    json: { batch: { enabled: true } },
  });
  owner = await library.addUser("3");
  shown = await library.addDocument(owner, {
    title: "shown",
    access: "public",
  });
  hidden = await library.addDocument(owner, { title: "hidden" });
  for (const [name, role] of [
    ["head", "1"],
    ["admin", "2"],
    ["reviewer", "3"],
    ["regular", "4"],
    ["deleted", "4"],
  ] as const) {
    attackers.set(name, await library.addUser(role));
  }
  const gone = attackers.get("deleted")!;
  await library.api.sudo(`PATCH ${users}/${gone.id}`, {
    json: { deleted: "2026-01-02 03:04:05.000Z" },
  });
  attackers.set("guest", undefined);
  attackers.set("impostor", { ...gone, token: await library.addImpostor() });
});
afterAll(() => library.close());

interface Step {
  readonly method: string;
  readonly url: string;
  readonly body?: object;
}

async function batch(who: string, ...requests: Step[]): Promise<Response> {
  const token = attackers.get(who)?.token;
  return library.api.send("POST /api/batch", {
    json: { requests },
    ...(token !== undefined && { token }),
  });
}

/** All that there is, but for what a login leaves behind. */
async function everything(): Promise<unknown> {
  const lists = [documents, users, roles].map(async (path) => {
    const response = await library.api.sudo(`GET ${path}?perPage=500&sort=id`);
    return response.json();
  });
  return Promise.all(lists);
}

const mine = (who: string, values: object = {}) => {
  const { id = "", role = "" } = attackers.get(who) ?? {};
  return {
    title: "mine",
    access: "private",
    accesslevel: "view",
    userId: id,
    userRole: role,
    ...values,
  };
};

const otherRole = (who: string) => (who === "head" ? "2" : "1");

const newId = () => crypto.randomUUID();

const attacks: readonly (readonly [string, (who: string) => Step[]])[] = [
  [
    "changes another's document",
    () => [
      {
        method: "PATCH",
        url: `${documents}/${shown}`,
        body: { title: "ours" },
      },
    ],
  ],
  [
    "puts another's document anew",
    (who) => [
      { method: "PUT", url: documents, body: mine(who, { id: shown }) },
    ],
  ],
  [
    "puts another's hidden document anew",
    (who) => [
      { method: "PUT", url: documents, body: mine(who, { id: hidden }) },
    ],
  ],
  [
    "makes a document, and gives it to another",
    (who) => {
      const id = newId();
      return [
        { method: "POST", url: documents, body: mine(who, { id }) },
        {
          method: "PATCH",
          url: `${documents}/${id}`,
          body: { userId: owner.id },
        },
      ];
    },
  ],
  [
    "makes a document, and adds a role to it",
    (who) => {
      const id = newId();
      return [
        { method: "PUT", url: documents, body: mine(who, { id }) },
        {
          method: "PUT",
          url: documents,
          body: { id, "userRole+": otherRole(who) },
        },
      ];
    },
  ],
  [
    "makes a document, and deletes it for good",
    (who) => {
      const id = newId();
      return [
        { method: "POST", url: documents, body: mine(who, { id }) },
        { method: "DELETE", url: `${documents}/${id}` },
      ];
    },
  ],
  [
    "rises, and reads what that allows",
    (who) => [
      {
        method: "PATCH",
        url: `${users}/${attackers.get(who)?.id ?? ""}`,
        body: { role: "1", "role+": "1" },
      },
      { method: "PATCH", url: `${documents}/${hidden}`, body: {} },
    ],
  ],
  [
    "puts itself anew, higher",
    (who) => [
      {
        method: "PUT",
        url: users,
        body: {
          id: attackers.get(who)?.id ?? newId(),
          "role-": "4",
          role: otherRole(who),
        },
      },
    ],
  ],
  [
    "makes a user with a role",
    () => [
      {
        method: "POST",
        url: users,
        body: {
          name: "New One",
          email: "new@example.com",
          password: "a-good-password",
          passwordConfirm: "a-good-password",
          isPrivate: true,
          role: "1",
        },
      },
    ],
  ],
  [
    "makes a role",
    () => [{ method: "POST", url: roles, body: { id: "5", label: "Fifth" } }],
  ],
  ["deletes a user", () => [{ method: "DELETE", url: `${users}/${owner.id}` }]],
];

describe.each([
  "head",
  "admin",
  "reviewer",
  "regular",
  "deleted",
  "guest",
  "impostor",
])("in a batch, %s", (who) => {
  test.each(attacks)("is refused who %s", async (_, steps) => {
    const before = await everything();
    const response = await batch(who, ...steps(who));
    expect(response.status).toBe(400);
    expect(await response.text()).not.toMatch(/hidden|attack at dawn/);
    expect(await everything()).toEqual(before);
  });
});

test("what a batch answers shows no more than lists do", async () => {
  await library.addUser("4", { name: "Hidden Person", isPrivate: true });
  const expand =
    "userRole.libredms_users_via_role,userRole.libredms_documents_via_userRole,userId";
  const response = await batch("regular", {
    method: "POST",
    url: `${documents}?expand=${expand}`,
    body: mine("regular"),
  });
  expect(response.status).toBe(200);
  const text = await response.text();
  expect(text).toContain("Some Body");
  expect(text).not.toMatch(/Hidden Person|"title":"hidden"/);
});

test("a batch of one's own documents is written, or nothing of it", async () => {
  const id = newId();
  const create = {
    method: "POST",
    url: documents,
    body: mine("regular", { id }),
  };
  const change = (title: string) => ({
    method: "PATCH",
    url: `${documents}/${id}`,
    body: { title },
  });
  expect((await batch("regular", create, change(""))).status).toBe(400);
  expect((await batch("regular", create, change("new"))).status).toBe(200);
  const read = await library.api.sudo(`GET ${documents}/${id}`);
  expect(await read.json()).toMatchObject({ title: "new", userRole: "4" });
});

describe("as a file", () => {
  test.each([
    "head",
    "admin",
    "reviewer",
    "regular",
    "deleted",
    "guest",
    "impostor",
  ])(
    "%s gets what it may see, and writes nothing of another's",
    async (who) => {
      const token = attackers.get(who)?.token;
      const options = token === undefined ? {} : { token };
      const exported = async (path: string) =>
        (
          await library.api.send(`GET ${path}/export?format=json`, options)
        ).json() as Promise<{ id: string }[]>;
      const listed = async (path: string) => {
        const response = await library.api.send(
          `GET ${path}?perPage=500`,
          options,
        );
        return ((await response.json()) as { items: { id: string }[] }).items;
      };
      const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();
      for (const path of [documents, users]) {
        expect(ids(await exported(path))).toEqual(ids(await listed(path)));
      }

      const before = await everything();
      const rows = [mine(who, { userId: owner.id }), mine(who, { id: shown })];
      const response = await library.api.send(
        `POST ${documents}/import?mode=upsert&format=json`,
        { ...options, json: rows },
      );
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(await everything()).toEqual(before);
    },
  );
});
