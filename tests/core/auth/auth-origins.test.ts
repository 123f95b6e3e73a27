import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  setSystemTime,
  test,
} from "bun:test";
import { serverRequest } from "../../../src/core/request.ts";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import {
  type Caller,
  countLoggedErrors,
  type OneTimeLogins,
  openOneTimeLogins,
} from "./one-time-passwords/one-time-logins.ts";

let logins: OneTimeLogins;
beforeAll(async () => {
  logins = await openOneTimeLogins();
  await logins.addCollection("alerted", { authAlert: { enabled: true } });
  await logins.addCollection("quiet", { authAlert: { enabled: false } });
});
afterAll(() => logins[Symbol.asyncDispose]());
afterEach(() => {
  setSystemTime();
});

interface Member {
  readonly record: StoredRecord;
  readonly email: string;
}

let people = 0;
async function join(collection = "alerted"): Promise<Member> {
  const email = `alerted${++people}@example.com`;
  return { record: await logins.signUp(email, {}, collection), email };
}

const home = { address: "192.0.2.1", agent: "Home" };
const away = { address: "198.51.100.7", agent: "Away <b>browser</b>" };

function logIn({ record, email }: Member, place: Caller) {
  const collection = record.collection.name;
  return logins.logInWithPassword(email, {}, { collection, ...place });
}

const mailsOf = (...work: [Member, Caller][]) =>
  logins.mailsOf(async () => {
    for (const [member, place] of work) await logIn(member, place);
  });

const originsOf = ({ record }: Member) => logins.rowsOf(record, "_authOrigins");

async function fingerprintsOf(member: Member): Promise<string[]> {
  const rows = await originsOf(member);
  return rows.map(({ values }) => String(values["fingerprint"]));
}

function fingerprint(text: string): string {
  return new Bun.CryptoHasher("md5").update(text).digest("hex");
}

describe("a login", () => {
  test("for the first time is noted and alarms nobody", async () => {
    const member = await join();
    expect(await mailsOf([member, home])).toEqual([]);
    expect(await fingerprintsOf(member)).toEqual([
      fingerprint("192.0.2.1Home"),
    ]);
  });

  test("from a new place is noted and told to the owner, as plain text", async () => {
    const member = await join();
    setSystemTime(new Date("2031-02-03T04:05:06.789Z"));
    const mails = await mailsOf([member, home], [member, away]);
    expect(mails).toHaveLength(1);
    const [mail] = mails;
    expect(mail!.to.map(({ address }) => address)).toEqual([member.email]);
    expect(mail!.html).toContain(
      "2031-02-03 04:05:06.789Z - 198.51.100.7 Away &lt;b&gt;browser&lt;/b&gt;",
    );
    expect(mail!.text).toContain("198.51.100.7 Away <b>browser</b>");
    expect(await originsOf(member)).toHaveLength(2);
  });

  test("from a known place is noted as seen again and alarms nobody", async () => {
    const member = await join();
    await mailsOf([member, home], [member, away]);
    const before = await originsOf(member);
    setSystemTime(new Date(Date.now() + 60_000));
    expect(await mailsOf([member, away], [member, home])).toEqual([]);
    const after = await originsOf(member);
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    for (const [index, { values }] of after.entries()) {
      expect(values["created"]).toEqual(before[index]!.values["created"]);
      expect(String(values["updated"]) > String(values["created"])).toBe(true);
    }
  });

  test.each([
    ["another address", { ...home, address: "192.0.2.2" }],
    ["another browser", { ...home, agent: "Other" }],
    ["no browser at all", { ...home, agent: "" }],
  ])("from %s is from a new place", async (_, place) => {
    const member = await join();
    expect(await mailsOf([member, home], [member, place])).toHaveLength(1);
  });

  test("with a long user agent counts its first 200 characters", async () => {
    const member = await join();
    const agent = "x".repeat(200);
    const mails = await mailsOf(
      [member, { ...home, agent: `${agent}1` }],
      [member, { ...home, agent: `${agent}${"2".repeat(100_000)}` }],
    );
    expect(mails).toEqual([]);
    expect(await fingerprintsOf(member)).toEqual([
      fingerprint(`192.0.2.1${agent}...`),
    ]);
  });

  test("with a one-time password counts as well", async () => {
    const member = await join();
    const mails = await logins.mailsOf(async () => {
      await logIn(member, home);
      const { id, password } = await logins.app.auth.createOneTimePassword(
        member.record,
      );
      const caller = { collection: "alerted", ...away };
      await logins.logIn({ otpId: id, password }, caller);
    });
    expect(mails).toHaveLength(1);
  });

  test("many times at once from one new place is noted once and told once", async () => {
    const member = await join();
    await logIn(member, home);
    const mails = await logins.mailsOf(() =>
      Promise.all(Array.from({ length: 8 }, () => logIn(member, away))),
    );
    expect(mails).toHaveLength(1);
    expect(await originsOf(member)).toHaveLength(2);
  });

  test("where alerts are off is neither noted nor told", async () => {
    const member = await join("quiet");
    expect(await mailsOf([member, home], [member, away])).toEqual([]);
    expect(await originsOf(member)).toEqual([]);
  });

  test("of who has no address is noted and told nobody", async () => {
    await logins.addCollection("named", {
      authAlert: { enabled: true },
      fields: [{ name: "nick", type: "text" }],
      indexes: ["CREATE UNIQUE INDEX idx_nick ON named (nick)"],
      passwordAuth: { enabled: true, identityFields: ["nick"] },
    });
    await logins.app.collections.update("named", {
      fields: logins.app.collections
        .find("named")!
        .fields.map((field) =>
          field.name === "email" ? { ...field, required: false } : field,
        ),
    });
    const record = await logins.signUp("", { nick: "nobody" }, "named");
    const mails = await logins.mailsOf(async () => {
      for (const place of [home, away])
        await logins.logInWithPassword(
          "nobody",
          {},
          {
            collection: "named",
            ...place,
          },
        );
    });
    expect(mails).toEqual([]);
    expect(await logins.rowsOf(record, "_authOrigins")).toHaveLength(2);
  });

  test("that is refused is neither noted nor told", async () => {
    const member = await join();
    await logIn(member, home);
    const mails = await logins.mailsOf(async () => {
      const wrong = { password: "wrong-password" };
      const caller = { collection: "alerted", ...away };
      const login = logins.logInWithPassword(member.email, wrong, caller);
      await expect(login).rejects.toThrow("Failed to authenticate.");
    });
    expect(mails).toEqual([]);
    expect(await originsOf(member)).toHaveLength(1);
  });

  test("that needs a second factor is noted and told with the second", async () => {
    await logins.addCollection("twofold", {
      authAlert: { enabled: true },
      mfa: { enabled: true, duration: 600, rule: "" },
    });
    const member = await join("twofold");
    const first = await logIn(member, home).catch((error: unknown) => error);
    expect(await originsOf(member)).toEqual([]);
    const { mfaId } = first as { mfaId: string };
    const { id, password } = await logins.app.auth.createOneTimePassword(
      member.record,
    );
    const caller = { collection: "twofold", ...home };
    await logins.logIn({ otpId: id, password, mfaId }, caller);
    expect(await originsOf(member)).toHaveLength(1);
  });
});

test("staying logged in is no login", async () => {
  const member = await join();
  const { token } = await logIn(member, home);
  const viewer = await logins.app.auth.viewerOf(token);
  const mails = await logins.mailsOf(() =>
    logins.app.auth.refresh(
      logins.collection("alerted"),
      undefined,
      {
        ...serverRequest,
        viewer,
        address: away.address,
        headers: { user_agent: away.agent },
      },
      token,
    ),
  );
  expect(mails).toEqual([]);
  expect(await originsOf(member)).toHaveLength(1);
});

test("of six places the first one is forgotten, so that the next login from there is told", async () => {
  const member = await join();
  const places = Array.from({ length: 6 }, (_, index) => ({
    ...home,
    address: `192.0.2.${index}`,
  }));
  let now = Date.now();
  for (const place of places) {
    setSystemTime(new Date((now += 1000)));
    await logIn(member, place);
  }
  // Seen again, and none the younger for it.
  await logIn(member, places[1]!);
  expect((await fingerprintsOf(member)).toSorted()).toEqual(
    places
      .slice(1)
      .map(({ address }) => fingerprint(`${address}Home`))
      .toSorted(),
  );
  await logins.app.background.finished();
  setSystemTime(new Date((now += 1000)));
  expect(await mailsOf([member, places[0]!])).toHaveLength(1);
  expect(await fingerprintsOf(member)).not.toContain(
    fingerprint(`${places[1]!.address}Home`),
  );
});

describe("what goes wrong with an alert keeps nobody from logging in", () => {
  test("a mail that fails, and then the place is new the next time", async () => {
    const member = await join();
    await logIn(member, home);
    const remove = logins.app.hooks.onMailerSend.add(() =>
      Promise.reject(new Error("no mail server")),
    );
    const login = () => logIn(member, away);
    expect(await countLoggedErrors(logins, login)).toBe(1);
    remove();
    expect(await originsOf(member)).toHaveLength(1);
    expect(await mailsOf([member, away])).toHaveLength(1);
  });

  test("a mail that never arrives anywhere: the answer does not wait for it", async () => {
    const member = await join();
    await logIn(member, home);
    const held = Promise.withResolvers<void>();
    const remove = logins.app.hooks.onMailerSend.add(() => held.promise);
    const { record } = await logIn(member, away);
    expect(record["id"]).toBe(member.record.id);
    remove();
    held.resolve();
    await logins.app.background.finished();
  });

  test("a row that cannot be written", async () => {
    const member = await join();
    const remove = logins.app.hooks.onRecordCreate.add((event, next) =>
      event.collection.name === "_authOrigins"
        ? Promise.reject(new Error("the disk is full"))
        : next(),
    );
    const login = () => logIn(member, home);
    expect(await countLoggedErrors(logins, login)).toBe(1);
    remove();
    expect(await originsOf(member)).toEqual([]);
  });

  test("too much work that waits, and then the place is new the next time", async () => {
    const member = await join();
    await logIn(member, home);
    const held = Promise.withResolvers<void>();
    for (let count = 0; count < 1000; count++)
      logins.app.background.run("waiting", () => held.promise);
    const errors = await countLoggedErrors(logins, async () => {
      await logIn(member, away);
      held.resolve();
    });
    expect(errors).toBe(1);
    expect(await mailsOf([member, away])).toHaveLength(1);
  });
});

test("a new password forgets all places, that of a login under way too", async () => {
  const member = await join();
  await logIn(member, home);
  const change = () =>
    logins.app.records.update(
      member.record.collection,
      member.record.id,
      undefined,
      {
        ...serverRequest,
        body: { password: "changed-now", passwordConfirm: "changed-now" },
      },
    );
  const remove = logins.app.hooks.onRecordAuthRequest.add(
    async (_event, next) => {
      await change();
      return next();
    },
  );
  const { token } = await logIn(member, away);
  remove();
  expect(await originsOf(member)).toEqual([]);
  expect((await logins.app.auth.viewerOf(token)).kind).toBe("guest");
});
