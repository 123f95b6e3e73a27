import { describe, expect, setSystemTime, test } from "bun:test";
import { Forbidden } from "../../../../src/core/errors.ts";
import { serverRequest } from "../../../../src/core/request.ts";
import { codesOf } from "../mailed-links/mail-flows.ts";
import {
  digitsIn,
  inSeconds,
  refusal,
  shareOneTimeLogins,
} from "./one-time-logins.ts";

const logins = await shareOneTimeLogins();

describe("asking for a one-time password", () => {
  test("mails as many digits as the collection says, under the answered id", async () => {
    const { email, ...member } = await logins.join();
    const mails = await logins.mailsOf(() => logins.ask(email));
    expect(mails).toHaveLength(1);
    expect(mails[0]!.to.map(({ address }) => address)).toEqual([email]);
    expect(digitsIn(mails[0]!.text)).toMatch(/^\d{8}$/);
    expect(await logins.otpsOf(member)).toHaveLength(1);
  });

  test.each([
    [4, /^\d{4}$/],
    [12, /^\d{12}$/],
    // A login takes no more than this.
    [1_000_000, /^\d{71}$/],
  ])("of a length of %p", async (length, shape) => {
    const name = `length${length}`;
    await logins.addCollection(name, {
      otp: { enabled: true, duration: 180, length },
    });
    const member = await logins.signUp("long@example.com", {}, name);
    const { id, password: digits } =
      await logins.app.auth.createOneTimePassword(member);
    expect(digits).toMatch(shape);
    const body = { otpId: id, password: digits };
    const { record } = await logins.logIn(body, { collection: name });
    expect(record["id"]).toBe(member.id);
  });

  test("keeps no password in the clear", async () => {
    const { email, ...member } = await logins.join();
    const { password: digits } = await logins.receive(email);
    const [row] = await logins.otpsOf(member);
    const { hash } = row!.values["password"] as { hash: string };
    expect(hash).toStartWith("$2");
    expect(JSON.stringify(row!.values)).not.toContain(digits);
  });

  test("answers for an address that nobody has as for any other, and mails nothing", async () => {
    const member = await logins.join();
    const mails = await logins.mailsOf(async () => {
      expect(await logins.ask("nobody@example.com")).toMatch(/^[a-z0-9]{15}$/);
      expect(await logins.ask(member.email)).toMatch(/^[a-z0-9]{15}$/);
    });
    expect(mails.map(({ to }) => to[0]!.address)).toEqual([member.email]);
  });

  test("answers before it hashes, stores and mails", async () => {
    const { email, ...member } = await logins.join();
    await logins.ask(email);
    expect(await logins.otpsOf(member)).toEqual([]);
    await logins.app.background.finished();
    expect(await logins.otpsOf(member)).toHaveLength(1);
  });

  test("answers by the clock, not as soon as nobody is found", async () => {
    const { email } = await logins.join();
    for (const address of [email, "not-found@example.com"]) {
      const start = performance.now();
      await logins.ask(address);
      expect(performance.now() - start).toBeGreaterThan(9);
    }
  });

  test.each([
    ["nothing", {}, { email: "validation_required" }],
    ["null", { email: null }, { email: "validation_required" }],
    ["no address", { email: "invalid" }, { email: "validation_is_email" }],
    ["a list", { email: ["a@example.com"] }, { email: "validation_required" }],
    [
      "a million characters",
      { email: `${"a".repeat(1_000_000)}@example.com` },
      { email: "validation_length_out_of_range" },
    ],
  ])(
    "with %s is refused with a code",
    async (_, { email }: { email?: unknown }, codes) => {
      expect(await codesOf(logins.ask(email))).toEqual(codes);
    },
  );

  test("is refused where they are off", async () => {
    const error = await refusal(
      logins.ask("anyone@example.com", { collection: "users" }),
    );
    expect(error).toBeInstanceOf(Forbidden);
  });

  test("answers the latest id and mails nothing to who has ten unexpired ones", async () => {
    const { email, ...member } = await logins.join();
    const ids: string[] = [];
    const mails = await logins.mailsOf(async () => {
      for (let count = 0; count < 10; count++) {
        ids.push(await logins.ask(email));
        await logins.app.background.finished();
      }
      expect(await logins.ask(email)).toBe(ids.at(-1)!);
      expect(await logins.ask(email)).toBe(ids.at(-1)!);
    });
    expect(new Set(ids).size).toBe(10);
    expect(mails).toHaveLength(10);
    expect((await logins.otpsOf(member)).map(({ id }) => id).sort()).toEqual(
      ids.sort(),
    );
    setSystemTime(inSeconds(181));
    expect(ids).not.toContain(await logins.ask(email));
    await logins.app.background.finished();
    // The expired ones went when the new one came.
    expect(await logins.otpsOf(member)).toHaveLength(1);
  });

  test("many times at once sends ten mails", async () => {
    const { email } = await logins.join();
    const mails = await logins.mailsOf(async () => {
      const asked = Array.from({ length: 50 }, () => logins.ask(email));
      expect(new Set(await Promise.all(asked)).size).toBe(10);
    });
    expect(mails).toHaveLength(10);
  });

  test("over and over tells nobody whether the address exists", async () => {
    const { email } = await logins.join();
    const answersFor = async (address: string) => {
      const ids: string[] = [];
      for (let count = 0; count < 13; count++)
        ids.push(await logins.ask(address));
      return ids.map((id) => ids.indexOf(id));
    };
    expect(await answersFor("nobody-at-all@example.com")).toEqual(
      await answersFor(email),
    );
  });

  test("has no row left when the mail cannot be sent", async () => {
    const { email, ...member } = await logins.join();
    const { errors } = await logins.withoutMailServer(() => logins.ask(email));
    expect(errors).toHaveLength(1);
    expect(await logins.otpsOf(member)).toEqual([]);
  });

  test("notes the address that the mail was handed over for", async () => {
    const { email, ...member } = await logins.join();
    await logins.receive(email);
    const [row] = await logins.otpsOf(member);
    expect(row!.values["sentTo"]).toBe(email);
  });

  test("notes none when a handler keeps the mail", async () => {
    const { email, ...member } = await logins.join();
    const remove = logins.app.hooks.onMailerRecordOTPSend.add(() =>
      Promise.resolve(),
    );
    await logins.ask(email);
    await logins.app.background.finished();
    remove();
    const [row] = await logins.otpsOf(member);
    expect(row!.values["sentTo"]).toBe("");
  });

  test("makes none when the record got another key before it was made", async () => {
    const { email, ...member } = await logins.join();
    const mails = await logins.mailsOf(async () => {
      await logins.ask(email);
      const body = { email: "elsewhere@example.com" };
      await logins.app.records.update(member.collection, member.id, undefined, {
        ...serverRequest,
        body,
      });
    });
    expect(mails).toEqual([]);
    expect(await logins.otpsOf(member)).toEqual([]);
  });
});

test("digits are all as likely", async () => {
  await logins.addCollection("digits", {
    otp: { enabled: true, duration: 180, length: 71 },
  });
  const member = await logins.signUp("digits@example.com", {}, "digits");
  const counts = new Map<string, number>();
  for (let round = 0; round < 40; round++) {
    const { password: digits } =
      await logins.app.auth.createOneTimePassword(member);
    for (const digit of digits) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  }
  // 284 of each are expected, with a standard deviation of 16.
  expect(counts.size).toBe(10);
  for (const count of counts.values()) {
    expect(count).toBeGreaterThan(184);
    expect(count).toBeLessThan(384);
  }
});
