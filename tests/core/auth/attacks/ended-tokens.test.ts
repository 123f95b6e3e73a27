import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  setSystemTime,
  test,
} from "bun:test";
import { randomUUID } from "node:crypto";
import type { App } from "../../../../src/core/app.ts";
import {
  issueToken,
  type TokenKind,
  verifyToken,
} from "../../../../src/core/auth/tokens/tokens.ts";
import { openApp } from "../../../../src/core/open-app.ts";
import type { StoredRecord } from "../../../../src/core/records/record.ts";
import { serverRequest } from "../../../../src/core/request.ts";
import { kinds, openTown, password, serverWith, type Town } from "./town.ts";

let town: Town;
let ann: StoredRecord;

beforeAll(async () => {
  town = await openTown();
  ann = await town.signUp("users", "ann@example.com");
});
afterEach(() => setSystemTime());
afterAll(() => town.close());

/** The same data folder as another process has it. */
function openElsewhere(): Promise<App> {
  return openApp({ dir: town.app.options.dir, serve: false });
}

/** Does something elsewhere, and waits until it is noticed here. */
async function elsewhere(
  topic: "foreign-write" | "collections",
  work: (other: App) => Promise<unknown>,
): Promise<void> {
  const noticed = Promise.withResolvers<void>();
  const stop = town.app.bus.subscribe(topic, () => noticed.resolve());
  const other = await openElsewhere();
  try {
    await work(other);
    await noticed.promise;
  } finally {
    stop();
    await other.close();
  }
}

describe("a token ends in time", () => {
  test.each(kinds)("as one of the kind %s", async (kind) => {
    const seconds = 100;
    const users = town.authCollection("users");
    const token = issueToken(users, ann, kind, {}, seconds);
    const isGood = async () =>
      (await verifyToken(town.app, token, kind)) !== undefined;
    const start = Date.now();
    expect(await isGood()).toBe(true);
    setSystemTime(start + (seconds - 2) * 1000);
    expect(await isGood()).toBe(true);
    setSystemTime(start + (seconds + 1) * 1000);
    expect(await isGood()).toBe(false);
  });

  test("though it was known", async () => {
    const token = town.app.auth.issueToken(ann, { duration: 100 });
    expect(await town.kindOf(token)).toBe("record");
    setSystemTime(Date.now() + 101_000);
    expect(await town.kindOf(token)).toBe("guest");
  });
});

/** Changes a record as the server. */
function change(body: (record: StoredRecord) => Record<string, unknown>) {
  return ({ records }: App, record: StoredRecord): Promise<unknown> =>
    records.update(
      record.collection,
      record.id,
      undefined,
      serverWith(body(record)),
    );
}

const ends: readonly [
  string,
  (app: App, record: StoredRecord) => Promise<unknown>,
][] = [
  ["a new password", change(() => ({ password: "another password" }))],
  ["the same password set again", change(() => ({ password }))],
  ["a new email", change(({ id }) => ({ email: `${id}@example.com` }))],
  ["a new key", change(() => ({ "tokenKey:autogenerate": "" }))],
  [
    "the record's end",
    ({ records }, { collection, id }) =>
      records.remove(collection, id, serverRequest),
  ],
];

describe.each(ends)("all tokens of a record end with %s", (_, end) => {
  let record: StoredRecord;
  let tokens: ReadonlyMap<TokenKind, string>;

  async function prepare(): Promise<void> {
    record = await town.signUp("users", `${randomUUID()}@example.com`);
    const users = town.authCollection("users");
    tokens = new Map(
      kinds.map((kind) => [kind, issueToken(users, record, kind)]),
    );
    for (const [kind, token] of tokens) {
      expect(await verifyToken(town.app, token, kind)).toBeDefined();
    }
    expect(await town.kindOf(tokens.get("auth")!)).toBe("record");
  }

  async function expectAllDead(): Promise<void> {
    for (const [kind, token] of tokens) {
      expect(await verifyToken(town.app, token, kind)).toBeUndefined();
    }
    expect(await town.kindOf(tokens.get("auth")!)).toBe("guest");
  }

  test("at once", async () => {
    await prepare();
    await end(town.app, record);
    await expectAllDead();
  });

  test("when it happens in another process", async () => {
    await prepare();
    await elsewhere("foreign-write", (other) => end(other, record));
    await expectAllDead();
  });
});

test("a token that ended stays ended when its owner has logged in again", async () => {
  const record = await town.signUp("users", "gil@example.com");
  const stolen = town.app.auth.issueToken(record);
  expect(await town.kindOf(stolen)).toBe("record");
  const { collection, id } = record;
  const body = { password: "another password" };
  await town.app.records.update(collection, id, undefined, serverWith(body));
  const owner = (await town.app.records.find(collection, id))!;
  expect(await town.kindOf(town.app.auth.issueToken(owner))).toBe("record");
  expect(await town.kindOf(stolen)).toBe("guest");
});

const changes: readonly [string, object][] = [
  ["a new secret", { authToken: { secret: "s".repeat(50) } }],
  ["another auth rule", { authRule: "verified = true" }],
];

describe.each(changes)("tokens end with %s of the collection", (_, options) => {
  test.each(["here", "elsewhere"])("%s", async (where) => {
    const name = `logins_${randomUUID().slice(0, 8)}`;
    await town.app.collections.create({ name, type: "auth" });
    const record = await town.signUp(name, "bob@example.com");
    const token = town.app.auth.issueToken(record);
    expect(await town.kindOf(token)).toBe("record");
    if (where === "here") await town.app.collections.update(name, options);
    else {
      await elsewhere("collections", (other) =>
        other.collections.update(name, options),
      );
    }
    expect(await town.kindOf(token)).toBe("guest");
    expect(await verifyToken(town.app, token, "auth")).toBeUndefined();
  });
});

test("tokens end with their collection, even if one of the same name and id comes after", async () => {
  const input = { name: "brief", type: "auth" };
  const { id } = await town.app.collections.create(input);
  const record = await town.signUp("brief", "bob@example.com");
  const token = town.app.auth.issueToken(record);
  expect(await town.kindOf(token)).toBe("record");
  await town.app.collections.remove("brief");
  expect(await town.kindOf(token)).toBe("guest");
  await town.app.collections.create({ ...input, id });
  await town.signUp("brief", "bob@example.com");
  expect(await town.kindOf(token)).toBe("guest");
});

test("a password change of this moment leaves no token that was asked for with the old one", async () => {
  const email = "fay@example.com";
  const { collection, id } = await town.signUp("users", email);
  const request = serverWith({ identity: email, password });
  const users = town.authCollection("users");
  const [login] = await Promise.allSettled([
    town.app.auth.withPassword(users, undefined, request),
    town.app.records.update(
      collection,
      id,
      undefined,
      serverWith({ password: "another password" }),
    ),
  ]);
  if (login.status === "fulfilled")
    expect(await town.kindOf(login.value.token)).toBe("guest");
  else expect(String(login.reason)).toContain("Failed to authenticate.");
});
