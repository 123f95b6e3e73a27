import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { hashCheaply } from "../../support/hash-cheaply.ts";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";

/** The collections with rows of logins, a row's own values, and whether owners delete them. */
const kinds = [
  { name: "_otps", values: { password: "12345678" }, ownersDelete: false },
  { name: "_mfas", values: { method: "password" }, ownersDelete: false },
  { name: "_authOrigins", values: {}, ownersDelete: true },
  {
    name: "_externalAuths",
    values: { provider: "google" },
    ownersDelete: true,
  },
];
const password = "1234567890";

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
  await hashCheaply(api.app, "_otps");
  await addCollection("members");
});
afterAll(() => api.close());

interface Login {
  readonly id: string;
  readonly token: string;
  readonly collection: string;
}

async function addCollection(name: string) {
  const authAlert = { enabled: false };
  const json = { name, type: "auth", authAlert };
  await api.sudo("POST /api/collections", { json });
  await hashCheaply(api.app, name);
}

let people = 0;
async function join(collection = "members"): Promise<Login> {
  const email = `owner${++people}@example.com`;
  const json = { email, password, passwordConfirm: password };
  await api.sudo(`POST /api/collections/${collection}/records`, { json });
  const response = await api.send(
    `POST /api/collections/${collection}/auth-with-password`,
    { json: { identity: email, password } },
  );
  const { record, token } = (await response.json()) as {
    record: { id: string };
    token: string;
  };
  return { id: record.id, token, collection };
}

/** Makes a row as superusers may. Returns its id. */
async function addRow(
  { name, values }: (typeof kinds)[number],
  owner: Login,
): Promise<string> {
  const collectionRef = api.app.collections.find(owner.collection)!.id;
  const unique = Bun.randomUUIDv7();
  const json = {
    collectionRef,
    recordRef: owner.id,
    fingerprint: unique,
    providerId: unique,
    ...values,
  };
  const response = await api.sudo(`POST /api/collections/${name}/records`, {
    json,
  });
  expect(response.status).toBe(200);
  return ((await response.json()) as { id: string }).id;
}

async function idsSeen(name: string, token?: string): Promise<string[]> {
  const line = `GET /api/collections/${name}/records`;
  const response = await api.send(line, token === undefined ? {} : { token });
  expect(response.status).toBe(200);
  const { items } = (await response.json()) as { items: { id: string }[] };
  return items.map(({ id }) => id);
}

/** How many rows of each kind the record has. */
async function countRows({ id }: Login): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of kinds) {
    const filter = encodeURIComponent(`recordRef = '${id}'`);
    const response = await api.sudo(
      `GET /api/collections/${name}/records?filter=${filter}`,
    );
    const { totalItems } = (await response.json()) as { totalItems: number };
    counts[name] = totalItems;
  }
  return counts;
}

describe.each(kinds)("$name", (kind) => {
  const { name, ownersDelete } = kind;
  const records = `/api/collections/${name}/records`;

  test("are listed and viewed by their owner alone", async () => {
    const [ann, bob] = [await join(), await join()];
    const [hers, his] = [await addRow(kind, ann), await addRow(kind, bob)];
    expect(await idsSeen(name, ann.token)).toEqual([hers]);
    expect(await idsSeen(name)).toEqual([]);
    const statusOf = async (id: string, token = "") =>
      (await api.send(`GET ${records}/${id}`, { token })).status;
    expect(await statusOf(hers, ann.token)).toBe(200);
    expect(await statusOf(his, ann.token)).toBe(404);
    expect(await statusOf(hers)).toBe(404);
    expect(await statusOf(his, api.token)).toBe(200);
  });

  test("are not shown to a login of another collection with the same id", async () => {
    const ann = await join();
    const row = await addRow(kind, ann);
    await addCollection(`twins${name}`);
    const twins = api.app.collections.find(`twins${name}`)!;
    // As a folder that was joined together from two might have it.
    await api.app.database.transaction(async (tx) => {
      const table = tx.dialect.identifier(twins.name);
      await tx.run(
        sql`insert into ${table} (id, email, tokenKey, password) values (${ann.id}, 'twin@example.com', 'k', 'x')`,
      );
    });
    const twin = await api.app.records.find(twins, ann.id);
    const token = api.app.auth.issueToken(twin!);
    expect(await idsSeen(name, token)).toEqual([]);
    const view = await api.send(`GET ${records}/${row}`, { token });
    expect(view.status).toBe(404);
  });

  test("are made and changed by superusers alone", async () => {
    const ann = await join();
    const row = await addRow(kind, ann);
    for (const options of [{}, { token: ann.token }]) {
      const json = { recordRef: ann.id };
      for (const line of [`POST ${records}`, `PATCH ${records}/${row}`]) {
        const response = await api.send(line, { ...options, json });
        expect((await readError(response)).status).toBe(403);
      }
    }
    const changed = await api.sudo(`PATCH ${records}/${row}`, {
      json: { created: "2020-01-01 00:00:00.000Z" },
    });
    expect(changed.status).toBe(200);
  });

  test(`are ${ownersDelete ? "" : "not "}deleted by their owner`, async () => {
    const [ann, bob] = [await join(), await join()];
    const [hers, his] = [await addRow(kind, ann), await addRow(kind, bob)];
    const remove = async (id: string, token = "") =>
      (await api.send(`DELETE ${records}/${id}`, { token })).status;
    expect(await remove(his, ann.token)).toBe(ownersDelete ? 404 : 403);
    expect(await remove(hers)).toBe(ownersDelete ? 404 : 403);
    expect(await remove(hers, ann.token)).toBe(ownersDelete ? 204 : 403);
    expect(await remove(his, api.token)).toBe(204);
  });

  test.each([
    [{ collectionRef: "" }, { collectionRef: "validation_required" }],
    [
      { collectionRef: "nope" },
      { collectionRef: "validation_invalid_collection_id" },
    ],
    [
      { collectionRef: "members" },
      { collectionRef: "validation_invalid_collection_id" },
    ],
    [{ recordRef: "nope" }, { recordRef: "validation_invalid_record" }],
  ])(
    "belong to a record that there is: %j is refused",
    async (wrong, codes) => {
      const ann = await join();
      const json = {
        collectionRef: api.app.collections.find("members")!.id,
        recordRef: ann.id,
        fingerprint: "f",
        providerId: "p",
        ...kind.values,
        ...wrong,
      };
      const response = await api.sudo(`POST ${records}`, { json });
      const { status, data } = await readError(response);
      expect(status).toBe(400);
      for (const [field, code] of Object.entries(codes))
        expect(data[field]).toMatchObject({ code });
    },
  );

  test("stay a collection", async () => {
    const response = await api.sudo(`DELETE /api/collections/${name}`);
    expect((await readError(response)).status).toBe(400);
  });
});

test("owners see and filter by neither the hash of a one-time password nor where it was sent", async () => {
  const ann = await join();
  const id = await addRow(kinds[0]!, ann);
  const { token } = ann;
  const view = await api.send(`GET /api/collections/_otps/records/${id}`, {
    token,
  });
  const row = (await view.json()) as Record<string, unknown>;
  expect(Object.keys(row).sort()).toEqual([
    "collectionId",
    "collectionName",
    "collectionRef",
    "created",
    "id",
    "recordRef",
    "updated",
  ]);
  for (const query of [
    `filter=${encodeURIComponent("password ~ '$2'")}`,
    `filter=${encodeURIComponent("sentTo != ''")}`,
    "sort=password",
    "sort=sentTo",
  ]) {
    const list = await api.send(`GET /api/collections/_otps/records?${query}`, {
      token,
    });
    expect((await readError(list)).status).toBe(400);
  }
});

describe("the rows of a login", () => {
  const all = { _otps: 1, _mfas: 1, _authOrigins: 1, _externalAuths: 1 };
  const none = { _otps: 0, _mfas: 0, _authOrigins: 0, _externalAuths: 0 };
  const changed = "another-password";

  async function withRows(collection = "members"): Promise<Login> {
    const owner = await join(collection);
    for (const kind of kinds) await addRow(kind, owner);
    expect(await countRows(owner)).toEqual(all);
    return owner;
  }

  test.each([
    ["a new name for nothing", { emailVisibility: true }, all],
    [
      "a new password",
      { password: changed, passwordConfirm: changed },
      { ...none, _externalAuths: 1 },
    ],
    ["a new email", { email: "new@example.com" }, { ...all, _otps: 0 }],
    ["a new key", { tokenKey: "k".repeat(50) }, { ...all, _otps: 0 }],
    [
      "a first verification",
      { verified: true },
      { ...all, _otps: 0, _externalAuths: 0 },
    ],
  ])("after %s", async (_, json, left) => {
    const { id, ...owner } = await withRows();
    const line = `PATCH /api/collections/members/records/${id}`;
    expect((await api.sudo(line, { json })).status).toBe(200);
    expect(await countRows({ id, ...owner })).toEqual(left);
  });

  test("go with its record", async () => {
    const owner = await withRows();
    await api.send(`DELETE /api/collections/members/records/${owner.id}`, {
      token: api.token,
    });
    expect(await countRows(owner)).toEqual(none);
  });

  test("go with its collection, and with all records of it", async () => {
    for (const [name, line] of [
      ["leaving", "DELETE /api/collections/leaving"],
      ["emptied", "DELETE /api/collections/emptied/truncate"],
    ] as const) {
      await addCollection(name);
      const owner = await withRows(name);
      expect((await api.sudo(line)).status).toBe(204);
      expect(await countRows(owner)).toEqual(none);
    }
  });
});
