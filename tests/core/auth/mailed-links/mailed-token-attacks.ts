import { setSystemTime } from "bun:test";
import {
  issueToken,
  type TokenKind,
} from "../../../../src/core/auth/tokens/tokens.ts";
import { hashPassword } from "../../../../src/core/auth/passwords/passwords.ts";
import type { StoredRecord } from "../../../../src/core/records/record.ts";
import { serverRequest } from "../../../../src/core/request.ts";
import type { MailFlows } from "./mail-flows.ts";

/** A token for `victim` that must not work, made from a good one. */
export interface TokenAttack {
  readonly name: string;
  /** May change the world around the token before it is sent. */
  forge(
    flows: MailFlows,
    victim: StoredRecord,
    good: string,
  ): Promise<string> | string;
}

/** The claims that every kind of mail's token needs, so that only what an attack is about is wrong with it. */
const claims = (victim: StoredRecord) => ({
  email: victim.values["email"],
  newEmail: "attacker@example.com",
});

const encode = (value: unknown) =>
  Buffer.from(JSON.stringify(value)).toString("base64url");
const decode = (part: string | undefined) =>
  JSON.parse(Buffer.from(part ?? "", "base64url").toString()) as Record<
    string,
    unknown
  >;

/** The attacks on tokens of one kind. */
export function tokenAttacks(kind: TokenKind): readonly TokenAttack[] {
  const kinds: readonly TokenKind[] = [
    "auth",
    "file",
    "verification",
    "passwordReset",
    "emailChange",
  ];
  return [
    { name: "is nothing", forge: () => "" },
    { name: "is none", forge: () => "a.b.c" },
    { name: "has a million characters", forge: () => "x".repeat(1_000_000) },
    ...kinds
      .filter((other) => other !== kind)
      .map((other) => ({
        name: `is of the kind ${other}`,
        forge: (_flows: MailFlows, victim: StoredRecord) => {
          const { collection } = victim;
          if (collection.type !== "auth") throw new Error("no logins");
          return issueToken(collection, victim, other, claims(victim));
        },
      })),
    {
      name: "has no signature and says so",
      forge: (_flows, _victim, good) =>
        `${encode({ alg: "none", typ: "JWT" })}.${good.split(".")[1]}.`,
    },
    {
      name: "says that it has no signature but has one",
      forge: (_flows, _victim, good) =>
        [encode({ alg: "none", typ: "JWT" }), ...good.split(".").slice(1)].join(
          ".",
        ),
    },
    {
      name: "was changed to last longer",
      forge(_flows, _victim, good) {
        const [head, payload, signature] = good.split(".");
        const longer = encode({ ...decode(payload), exp: 9_999_999_999 });
        return `${head}.${longer}.${signature}`;
      },
    },
    {
      name: "was another's and is changed to name the victim",
      async forge(flows, victim, good) {
        const other = await flows.signUp(`other-${victim.id}@example.com`);
        const { collection } = victim;
        if (collection.type !== "auth") throw new Error("no logins");
        const own = issueToken(collection, other, kind, claims(other));
        return [good.split(".")[0], good.split(".")[1], own.split(".")[2]].join(
          ".",
        );
      },
    },
    {
      name: "has expired",
      forge(_flows, _victim, good) {
        const { exp } = decode(good.split(".")[1]);
        setSystemTime(new Date(Number(exp) * 1000));
        return good;
      },
    },
    {
      name: "is from before a change of the password",
      async forge({ app }, victim, good) {
        const hash = await hashPassword("another-password", 4);
        await app.records.amend(victim.collection, victim.id, () => ({
          password: { hash },
        }));
        return good;
      },
    },
    {
      name: "is from before a change of the email",
      async forge({ app }, victim, good) {
        await app.records.amend(victim.collection, victim.id, () => ({
          email: `moved-${victim.id}@example.com`,
        }));
        return good;
      },
    },
    {
      name: "is from before a change of the collection's secret",
      async forge({ app }, victim, good) {
        await app.collections.update(victim.collection.id, {
          [`${kind}Token`]: { secret: "s".repeat(40), duration: 600 },
        });
        return good;
      },
    },
    {
      name: "is of a record that is gone",
      async forge({ app }, victim, good) {
        await app.records.remove(victim.collection, victim.id, serverRequest);
        return good;
      },
    },
  ];
}
