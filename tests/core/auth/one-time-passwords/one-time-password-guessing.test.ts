import { describe, expect, setSystemTime, spyOn, test } from "bun:test";
import { TooMany } from "../../../../src/core/errors.ts";
import type { StoredRecord } from "../../../../src/core/records/record.ts";
import {
  inSeconds,
  otherThan,
  refusal,
  shareOneTimeLogins,
  wrong,
} from "./one-time-logins.ts";

const logins = await shareOneTimeLogins();

describe("guessing", () => {
  /** How often the record's one-time password is compared with during the work. */
  async function countComparisons(
    record: StoredRecord,
    work: () => Promise<unknown>,
  ): Promise<number> {
    const [row] = await logins.otpsOf(record);
    const { hash } = row!.values["password"] as { hash: string };
    const verify = spyOn(Bun.password, "verify");
    try {
      await work();
      return verify.mock.calls.filter(([, other]) => other === hash).length;
    } finally {
      verify.mockRestore();
    }
  }

  test("from one address ends after five attempts, whichever of the record's passwords", async () => {
    const member = await logins.join({ verified: true });
    const { createOneTimePassword } = logins.app.auth;
    const first = await createOneTimePassword(member);
    const second = await createOneTimePassword(member);
    const attempt = (otp: typeof first, digits: string) =>
      refusal(logins.logIn({ otpId: otp.id, password: digits }));
    for (const otp of [first, first, second, second, second])
      expect(await attempt(otp, "0")).toMatchObject({ message: wrong });
    for (const otp of [first, second])
      expect(await attempt(otp, otp.password)).toBeInstanceOf(TooMany);
    // Somebody else is not kept out, and nobody for ever.
    const { id, password: digits } = first;
    await logins.logIn({ otpId: id, password: digits }, { address: "::1" });
    setSystemTime(inSeconds(180));
    const fresh = await createOneTimePassword(member);
    await logins.logIn({ otpId: fresh.id, password: fresh.password });
  });

  test("a thousand times at once compares five", async () => {
    const member = await logins.join();
    const made = await logins.app.auth.createOneTimePassword(member);
    let outcomes: Error[] = [];
    const compared = await countComparisons(member, async () => {
      outcomes = await Promise.all(
        Array.from({ length: 1000 }, (_, index) => {
          // The right one is among the last.
          const right = index === 990;
          const digits = right ? made.password : otherThan(made.password);
          return refusal(logins.logIn({ otpId: made.id, password: digits }));
        }),
      );
    });
    expect(compared).toBe(5);
    const refused = outcomes.filter((error) => error instanceof TooMany);
    expect(refused).toHaveLength(995);
  });

  test("from many addresses ends with the tenth wrong guess, and that password with it", async () => {
    const member = await logins.join();
    const made = await logins.app.auth.createOneTimePassword(member);
    const guess = (digits: string, address: string) =>
      refusal(logins.logIn({ otpId: made.id, password: digits }, { address }));
    let outcomes: Error[] = [];
    const compared = await countComparisons(member, async () => {
      outcomes = await Promise.all(
        Array.from({ length: 60 }, (_, index) =>
          guess(
            index === 59 ? made.password : otherThan(made.password),
            `198.51.100.${index}`,
          ),
        ),
      );
    });
    expect(compared).toBe(10);
    for (const error of outcomes) expect(error.message).toBe(wrong);
    expect(await logins.otpsOf(member)).toEqual([]);
    expect(await guess(made.password, "::2")).toMatchObject({ message: wrong });
  });

  test("nine times wrong leaves the tenth for the owner", async () => {
    const member = await logins.join();
    const made = await logins.app.auth.createOneTimePassword(member);
    for (let count = 0; count < 9; count++) {
      const address = `203.0.113.${count}`;
      await refusal(
        logins.logIn(
          { otpId: made.id, password: otherThan(made.password) },
          { address },
        ),
      );
    }
    const { record } = await logins.logIn(
      { otpId: made.id, password: made.password },
      { address: "203.0.113.99" },
    );
    expect(record["id"]).toBe(member.id);
  });

  test("at what was answered for an unknown address is refused like any other", async () => {
    const { email } = await logins.join();
    const outcomes = async (address: string) => {
      const ids = [await logins.ask(address), await logins.ask(address)];
      await logins.app.background.finished();
      const said: string[] = [];
      for (let count = 0; count < 7; count++) {
        const body = { otpId: ids[count % 2], password: "1" };
        said.push((await refusal(logins.logIn(body))).message);
      }
      return said;
    };
    const known = await outcomes(email);
    expect(await outcomes("unknown-to-us@example.com")).toEqual(known);
    expect(known.filter((message) => message === wrong)).toHaveLength(5);
  });

  test("before the password is there counts as well", async () => {
    const { email } = await logins.join();
    const id = await logins.ask(email);
    for (let count = 0; count < 5; count++)
      await refusal(logins.logIn({ otpId: id, password: "1" }));
    await logins.app.background.finished();
    const late = await refusal(logins.logIn({ otpId: id, password: "1" }));
    expect(late).toBeInstanceOf(TooMany);
  });
});
