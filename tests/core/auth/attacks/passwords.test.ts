import { afterAll, beforeAll, describe, expect, spyOn, test } from "bun:test";
import { sql } from "drizzle-orm";
import { Invalid, TooMany } from "../../../../src/core/errors.ts";
import { openApp } from "../../../../src/core/open-app.ts";
import { guest } from "../../../../src/core/request.ts";
import { hashCheaply } from "../../../support/hash-cheaply.ts";
import { processorTime } from "../../../support/processor-time.ts";
import { openTown, password, serverWith, type Town } from "./town.ts";

let town: Town;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

/** What comes of a login: `in`, or the sentence that it is refused with. */
async function logIn(
  collection: string,
  identity: unknown,
  plain: unknown,
): Promise<string> {
  const request = {
    ...serverWith({ identity, password: plain }),
    viewer: guest,
  };
  const { auth } = town.app;
  try {
    const target = town.authCollection(collection);
    await auth.withPassword(target, undefined, request);
    return "in";
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return error.message;
  }
}

const wrong = "Failed to authenticate.";

/** The codes of what is wrong with a sign-up, or "signed up". */
async function codesOf(signUp: Promise<unknown>): Promise<unknown> {
  const error = await signUp.then(
    () => "signed up",
    (caught: unknown) => caught,
  );
  if (!(error instanceof Invalid)) return error;
  const entries = Object.entries(error.fields);
  return Object.fromEntries(entries.map(([name, { code }]) => [name, code]));
}

describe("a password", () => {
  test("of 72 bytes counts to its last", async () => {
    const plain = "é".repeat(35) + "ab";
    await town.signUp("users", "long@example.com", plain);
    expect(await logIn("users", "long@example.com", plain)).toBe("in");
    for (const other of [
      plain.slice(0, -1),
      `${plain.slice(0, -1)}c`,
      `${plain}x`,
      `${plain}\0`,
      plain + "x".repeat(100),
    ]) {
      expect(await logIn("users", "long@example.com", other)).toBe(wrong);
    }
  });

  test.each([
    ["73 bytes", "é".repeat(36) + "a", "validation_invalid_value"],
    ["72 characters", "a".repeat(72), "validation_max_text_constraint"],
    ["a million characters", "a".repeat(1_000_000), "validation_invalid_value"],
  ])("of %s is refused, not cut off", async (_, plain, code) => {
    const signUp = town.signUp("users", "too-long@example.com", plain);
    expect(await codesOf(signUp)).toEqual({ password: code });
  });

  test("counts beyond a NUL", async () => {
    const plain = "before\0behind";
    await town.signUp("users", "nul@example.com", plain);
    expect(await logIn("users", "nul@example.com", plain)).toBe("in");
    for (const other of ["before", "before\0", "before\0other"]) {
      expect(await logIn("users", "nul@example.com", other)).toBe(wrong);
    }
  });

  test("is compared byte by byte: another way to write its letters is another password", async () => {
    const composed = "caf\u00e9 noir";
    await town.signUp("users", "cafe@example.com", composed);
    expect(await logIn("users", "cafe@example.com", composed)).toBe("in");
    for (const other of ["cafe\u0301 noir", "cafe noir", "CAF\u00c9 NOIR"]) {
      expect(await logIn("users", "cafe@example.com", other)).toBe(wrong);
    }
  });

  test.each([
    ["an empty one", ""],
    ["no hash", "secret"],
    ["cut off", "$2a$10$n74.Kc4opEJ54BRlfK3nIusyo"],
    ["of a cost that there is not", `$2a$99$${"a".repeat(53)}`],
    ["with letters that cannot stand there", `$2a$04$${"a".repeat(53)}`],
  ])("whose stored hash is %s lets nobody in", async (what, hash) => {
    const email = `${what.replaceAll(" ", "-")}@example.com`;
    const { id } = await town.signUp("users", email);
    await town.app.database.run(
      sql`update users set password = ${hash} where id = ${id}`,
    );
    for (const plain of [password, hash || "x", "secret"]) {
      expect(await logIn("users", email, plain)).toBe(wrong);
    }
  });
});

describe("an identity", () => {
  test.each([
    ["an object", { $ne: "" }],
    ["a list", ["users"]],
    ["a list of lists", [[]]],
  ])("that is %s is refused", async (_, identity) => {
    const refusal = await logIn("users", identity, password);
    expect(refusal).toBe("An error occurred while loading the submitted data.");
    expect(await logIn("users", "a@b.cd", identity)).toBe(refusal);
  });

  test.each([
    ["a number", 12],
    ["true", true],
    ["SQL", "' or 1=1 --"],
    ["a wildcard", "%"],
    ["an address with a wildcard", "%@example.com"],
    ["a NUL behind an address", "kim@example.com\0"],
    ["spaces around an address", " kim@example.com "],
  ])("that is %s is nobody's", async (_, identity) => {
    expect(await logIn("users", identity, password)).toBe(wrong);
  });

  test("of a million characters is refused without a look at it, as is such a password", async () => {
    const long = "a".repeat(1_000_000);
    const find = spyOn(town.app.records, "findBy");
    const verify = spyOn(Bun.password, "verify");
    for (const [identity, plain] of [
      [long, password],
      [`${long}@example.com`, password],
      ["kim@example.com", long],
    ]) {
      expect(await logIn("users", identity, plain)).toBe(
        "An error occurred while validating the submitted data.",
      );
    }
    expect(find).not.toHaveBeenCalled();
    expect(verify).not.toHaveBeenCalled();
    find.mockRestore();
    verify.mockRestore();
  });

  test("in another case is another's, unless the index says that it is not", async () => {
    await town.signUp("users", "Kim@example.com");
    await town.signUp("users", "kim@example.com", "another password");
    expect(await logIn("users", "Kim@example.com", password)).toBe("in");
    expect(await logIn("users", "kim@example.com", password)).toBe(wrong);
    expect(await logIn("users", "KIM@example.com", password)).toBe(wrong);

    await town.app.collections.create({
      name: "relaxed",
      type: "auth",
      indexes: [
        "create unique index idx_relaxed on relaxed (email collate nocase)",
      ],
    });
    await town.signUp("relaxed", "Kim@example.com");
    expect(await logIn("relaxed", "kIM@EXAMPLE.com", password)).toBe("in");
    const second = town.signUp("relaxed", "kim@example.com");
    expect(await codesOf(second)).toEqual({ email: "validation_not_unique" });
  });

  test("with letters that look alike is another's", async () => {
    await town.signUp("users", "caf\u00e9@example.com");
    for (const other of [
      "cafe\u0301@example.com",
      "c\u0430f\u00e9@example.com",
    ])
      expect(await logIn("users", other, password)).toBe(wrong);
  });
});

describe("two sign-ups for one address at the same time", () => {
  const outcomes = (signUps: readonly Promise<unknown>[]) =>
    Promise.all(signUps.map(codesOf));
  const oneWins = expect.arrayContaining([
    "signed up",
    { email: "validation_not_unique" },
  ]) as unknown[];

  test("make one record", async () => {
    const signUps = [1, 2].map(() => town.signUp("users", "race@example.com"));
    expect(await outcomes(signUps)).toEqual(oneWins);
  });

  test("make one record, though they come to two processes", async () => {
    const other = await openApp({ dir: town.app.options.dir, serve: false });
    try {
      const body = serverWith({ email: "race2@example.com", password });
      const users = other.collections.find("users")!;
      const signUps = [
        town.signUp("users", "race2@example.com"),
        other.records.create(users, undefined, body),
      ];
      expect(await outcomes(signUps)).toEqual(oneWins);
    } finally {
      await other.close();
    }
  });
});

test("a flood of logins is refused in part, whoever they are for, and lets others in after it", async () => {
  await town.app.collections.create({ name: "flooded", type: "auth" });
  await hashCheaply(town.app, "flooded");
  await town.signUp("flooded", "real@example.com");
  const attempt = (index: number) =>
    logIn(
      "flooded",
      index % 2 === 0 ? "real@example.com" : "nobody@example.com",
      "wrong password",
    ).catch((error: unknown) => error);
  const outcomes = await Promise.all(
    Array.from({ length: 1000 }, (_, index) => attempt(index)),
  );
  const refused = outcomes.flatMap((outcome, index) =>
    outcome instanceof TooMany ? [index] : [],
  );
  expect(outcomes.filter((outcome) => outcome === wrong)).toHaveLength(
    1000 - refused.length,
  );
  expect(refused.length).toBeGreaterThan(100);
  const unknown = refused.filter((index) => index % 2 === 1).length;
  expect(unknown / refused.length).toBeCloseTo(0.5, 1);
  expect(await logIn("flooded", "real@example.com", password)).toBe("in");
});

describe("a login takes the same work", () => {
  const cost = 8;
  beforeAll(async () => {
    const withCost = (target: number) => ({
      fields: town
        .authCollection("timed")
        .fields.map((field) =>
          field.type === "password" ? { ...field, cost: target } : field,
        ),
    });
    await town.app.collections.create({ name: "timed", type: "auth" });
    await town.app.collections.update("timed", withCost(cost - 2));
    await town.signUp("timed", "cheap@example.com");
    await town.app.collections.update("timed", withCost(cost));
    await town.signUp("timed", "real@example.com");
    const { id } = await town.signUp("timed", "hashless@example.com");
    await town.app.database.run(
      sql`update timed set password = '' where id = ${id}`,
    );
  });

  /** Milliseconds, the least of several attempts. */
  async function workOf(identity: string, plain: string): Promise<number> {
    const works: number[] = [];
    for (let attempt = 0; attempt < 7; attempt++) {
      works.push(await processorTime(() => logIn("timed", identity, plain)));
    }
    return Math.min(...works);
  }

  test.each([
    ["an unknown address", "nobody@example.com", "wrong password"],
    ["what is no address", "nobody", "wrong password"],
    ["a record without a password", "hashless@example.com", "wrong password"],
    [
      "a password that bcrypt would cut off",
      "real@example.com",
      "x".repeat(99),
    ],
    ["the same for nobody", "nobody@example.com", "x".repeat(99)],
    [
      "a hash from before the cost was raised",
      "cheap@example.com",
      "wrong password",
    ],
  ])("for %s as for a wrong password", async (_, identity, plain) => {
    const expected = await workOf("real@example.com", "wrong password");
    const work = await workOf(identity, plain);
    // A comparison that is left out would be some twenty times less, and one too many twice as much.
    expect(work / expected).toBeGreaterThan(0.6);
    expect(work / expected).toBeLessThan(1.6);
  });
});
