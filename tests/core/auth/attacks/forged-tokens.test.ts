import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { signToken } from "../../../../src/core/auth/tokens/json-web-token.ts";
import {
  issueToken,
  type TokenKind,
  verifyToken,
} from "../../../../src/core/auth/tokens/tokens.ts";
import type { StoredRecord } from "../../../../src/core/records/record.ts";
import { processorTime } from "../../../support/processor-time.ts";
import { kinds, openTown, type Town } from "./town.ts";

let town: Town;
let ann: StoredRecord;

beforeAll(async () => {
  town = await openTown();
  await town.app.collections.create({ name: "members", type: "auth" });
  ann = await town.signUp("users", "ann@example.com");
});
afterAll(() => town.close());

/** What signs a record's tokens of the kind. */
function keyOf(record: StoredRecord, kind: TokenKind = "auth"): string {
  const { name } = record.collection;
  const { secret } = town.authCollection(name)[`${kind}Token`];
  return String(record.values["tokenKey"]) + secret;
}

const claimsOf = (record: StoredRecord, kind: TokenKind = "auth") => ({
  id: record.id,
  collectionId: record.collection.id,
  type: kind,
});

const encode = (value: unknown) =>
  Buffer.from(
    typeof value === "string" ? value : JSON.stringify(value),
  ).toString("base64url");

const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;

/** A token with this header and these claims, signed as HS256 whatever it says. */
function forge(header: unknown, claims: unknown, key: string): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  const signature = new Bun.CryptoHasher("sha256", key)
    .update(signed)
    .digest("base64url");
  return `${signed}.${signature}`;
}

const hs256 = { alg: "HS256", typ: "JWT" };

describe("a token is good for nothing but its own kind", () => {
  test.each(kinds)("one of the kind %s", async (kind) => {
    const token = issueToken(town.authCollection("users"), ann, kind);
    for (const wanted of kinds) {
      const verified = await verifyToken(town.app, token, wanted);
      expect([wanted, verified?.record.id]).toEqual([
        wanted,
        wanted === kind ? ann.id : undefined,
      ]);
    }
    expect(await town.kindOf(token)).toBe(kind === "auth" ? "record" : "guest");
  });

  test.each(kinds)(
    "nor when the kind %s is claimed by another's key",
    async (kind) => {
      for (const other of kinds) {
        const token = signToken(claimsOf(ann, kind), keyOf(ann, other), 60);
        const verified = await verifyToken(town.app, token, kind);
        expect([other, verified?.record.id]).toEqual([
          other,
          other === kind ? ann.id : undefined,
        ]);
      }
    },
  );
});

describe("a forged token is nobody's:", () => {
  const good = () => ({ ...claimsOf(ann), exp: inAnHour() });

  test("the one that the forgeries are made from is good", async () => {
    expect(await town.kindOf(forge(hs256, good(), keyOf(ann)))).toBe("record");
    const short = forge({ alg: "HS256" }, good(), keyOf(ann));
    expect(await town.kindOf(short)).toBe("record");
  });

  const headers: readonly [string, unknown][] = [
    ["algorithm none", { alg: "none", typ: "JWT" }],
    ["algorithm None", { alg: "None" }],
    ["an empty algorithm", { alg: "" }],
    ["no algorithm", { typ: "JWT" }],
    ["algorithm RS256, with the secret as its key", { alg: "RS256" }],
    ["algorithm HS512", { alg: "HS512" }],
    ["algorithm hs256", { alg: "hs256" }],
    ["a list of algorithms", { alg: ["HS256"] }],
    ["a critical extension", { ...hs256, crit: ["b64"], b64: false }],
    ["a header that is a text", '"HS256"'],
    ["a header that is null", "null"],
  ];
  test.each(headers)("%s", async (_, header) => {
    expect(await town.kindOf(forge(header, good(), keyOf(ann)))).toBe("guest");
  });

  const claims: readonly [string, () => unknown][] = [
    ["an id that is a list", () => ({ ...good(), id: [ann.id] })],
    ["an id that is an object", () => ({ ...good(), id: { $ne: "" } })],
    ["an id that is null", () => ({ ...good(), id: null })],
    ["an id that is true", () => ({ ...good(), id: true })],
    ["an empty id", () => ({ ...good(), id: "" })],
    ["an id that is SQL", () => ({ ...good(), id: "' or 1=1 --" })],
    ["an id with a wildcard", () => ({ ...good(), id: "%" })],
    ["an id that ends with NUL", () => ({ ...good(), id: `${ann.id}\0` })],
    [
      "a list of collections",
      () => ({ ...good(), collectionId: [ann.collection.id] }),
    ],
    [
      "a collection's name for its id",
      () => ({ ...good(), collectionId: "users" }),
    ],
    ["a collection of no logins", () => ({ ...good(), collectionId: "_mfas" })],
    ["no collection", () => ({ ...good(), collectionId: undefined })],
    ["a prototype's id", () => ({ ...good(), collectionId: "__proto__" })],
    ["a list of kinds", () => ({ ...good(), type: ["auth"] })],
    ["no kind", () => ({ ...good(), type: undefined })],
    ["no end", () => ({ ...good(), exp: undefined })],
    ["an end that is text", () => ({ ...good(), exp: "9999999999" })],
    ["an end that is 0", () => ({ ...good(), exp: 0 })],
    [
      "an end that is too large for a number",
      () => JSON.stringify(good()).replace(/"exp":\d+/, '"exp":1e999'),
    ],
    ["a begin in a minute", () => ({ ...good(), nbf: inAnHour() - 3540 })],
    ["a begin that is text", () => ({ ...good(), nbf: "0" })],
    ["a begin that is null", () => ({ ...good(), nbf: null })],
    ["made in a minute", () => ({ ...good(), iat: inAnHour() - 3540 })],
    ["claims that are a list", () => [good()]],
    ["claims that are cut off", () => JSON.stringify(good()).slice(0, -1)],
  ];
  test.each(claims)("%s", async (_, make) => {
    expect(await town.kindOf(forge(hs256, make(), keyOf(ann)))).toBe("guest");
  });

  const keys: readonly [string, () => string][] = [
    ["no key", () => ""],
    ["the record's key alone", () => String(ann.values["tokenKey"])],
    [
      "the collection's secret alone",
      () => town.authCollection("users").authToken.secret,
    ],
    [
      "key and secret the other way round",
      () =>
        town.authCollection("users").authToken.secret +
        String(ann.values["tokenKey"]),
    ],
    [
      "what is left of them without a record",
      () => `undefined${town.authCollection("users").authToken.secret}`,
    ],
  ];
  test.each(keys)("signed with %s", async (_, key) => {
    expect(await town.kindOf(forge(hs256, good(), key()))).toBe("guest");
  });

  const texts: readonly [string, (token: string) => string][] = [
    ["no signature", (t) => t.slice(0, t.lastIndexOf(".") + 1)],
    ["neither signature nor dot", (t) => t.slice(0, t.lastIndexOf("."))],
    ["a dot at its end", (t) => `${t}.`],
    ["dots at its end", (t) => `${t}....`],
    ["a dot at its beginning", (t) => `.${t}`],
    ["a fourth part", (t) => `${t}.e30`],
    ["padding", (t) => `${t}=`],
    ["a space at its end", (t) => `${t} `],
    [
      "a line break in its signature",
      (t) => `${t.slice(0, -4)}\n${t.slice(-4)}`,
    ],
    ["characters that decoders skip", (t) => `${t}!!`],
    ["a signature cut short", (t) => t.slice(0, -1)],
    [
      "the same signature in other letters",
      // The last letter stands for four bits of six: each of four letters gives the same bytes.
      (t) => t.slice(0, -1) + nextLetter(t.at(-1)!),
    ],
    ["an end put off", (t) => withClaim(t, "exp", 9_999_999_999)],
    ["another's id", (t) => withClaim(t, "id", "aaaaaaaaaaaaaaa")],
    ["a megabyte of signature", (t) => t + "A".repeat(1_000_000)],
    ["a megabyte of dots", () => ".".repeat(1_000_000)],
    ["a megabyte of header", (t) => "e".repeat(1_000_000) + t],
    [
      "a megabyte of nested lists",
      () => `${encode("[".repeat(750_000))}.e30.e30`,
    ],
    ["a NUL", (t) => `${t}\0`],
    ["another script's letters", (t) => t.replace("e", "е")],
  ];
  test.each(texts)("%s", async (_, change) => {
    const token = forge(hs256, good(), keyOf(ann));
    // Known as good, so that whatever is remembered of it is no way in.
    expect(await town.kindOf(token)).toBe("record");
    const time = await processorTime(async () => {
      expect(await town.kindOf(change(token))).toBe("guest");
    });
    expect(time).toBeLessThan(50);
  });

  test("a megabyte of good claims is not worth reading, signed or not", async () => {
    const large = { ...good(), note: "x".repeat(1_000_000) };
    expect(await town.kindOf(forge(hs256, large, keyOf(ann)))).toBe("guest");
  });
});

/** Another letter of base64url that differs from this one in its two last bits alone. */
function nextLetter(letter: string): string {
  const letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return letters[letters.indexOf(letter) ^ 1] ?? "";
}

function withClaim(token: string, name: string, value: unknown): string {
  const [head, payload = "", signature] = token.split(".");
  const claims = JSON.parse(
    Buffer.from(payload, "base64url").toString(),
  ) as object;
  return `${head}.${encode({ ...claims, [name]: value })}.${signature}`;
}

describe("a record of another collection with the same id and key", () => {
  let twin: StoredRecord;
  beforeAll(async () => {
    // Such rows come from elsewhere: the API makes no two logins with one id.
    await town.signUp("members", "twin@example.com");
    await town.app.database.run(
      sql`update members set id = ${ann.id}, tokenKey = ${String(ann.values["tokenKey"])}`,
    );
    twin = (await town.app.records.find(
      town.authCollection("members"),
      ann.id,
    ))!;
  });

  test.each(kinds)(
    "does not take tokens of the kind %s for its own",
    async (kind) => {
      const own = issueToken(town.authCollection("users"), ann, kind);
      const claimed = signToken(claimsOf(twin, kind), keyOf(ann, kind), 60);
      expect((await verifyToken(town.app, own, kind))?.collection.name).toBe(
        "users",
      );
      expect(await verifyToken(town.app, claimed, kind)).toBeUndefined();
      expect(await town.kindOf(claimed)).toBe("guest");
    },
  );
});

test("a clock that is some seconds ahead does no harm", async () => {
  const soon = Math.floor(Date.now() / 1000) + 5;
  const claims = { ...claimsOf(ann), exp: inAnHour(), nbf: soon, iat: soon };
  expect(await town.kindOf(forge(hs256, claims, keyOf(ann)))).toBe("record");
});
