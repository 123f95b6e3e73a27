import { afterAll, afterEach, setSystemTime, spyOn } from "bun:test";
import type {
  AuthAnswer,
  OneTimePassword,
} from "../../../../src/core/auth/auth.ts";
import type { StoredRecord } from "../../../../src/core/records/record.ts";
import {
  guest,
  type RequestInfo,
  serverRequest,
} from "../../../../src/core/request.ts";
import { hashCheaply } from "../../../support/hash-cheaply.ts";
import {
  type MailFlows,
  openMailFlows,
  password,
} from "../mailed-links/mail-flows.ts";

/** Where a request comes from, and what else is in it. */
export interface Caller {
  readonly address?: string;
  readonly agent?: string;
  readonly query?: Record<string, string>;
  readonly collection?: string;
}

/** Logins with one-time passwords and second factors, on an app that sends real mails. */
export interface OneTimeLogins extends MailFlows {
  /** A new auth collection that has one-time passwords on. */
  addCollection(name: string, options?: object): Promise<void>;
  /** A new record of `members`, with an address of its own. */
  join(more?: object): Promise<StoredRecord & { readonly email: string }>;
  /** Asks for a one-time password; returns the answered id. */
  ask(email: unknown, caller?: Caller): Promise<string>;
  /** Asks for one and reads it in the mail. */
  receive(email: string, caller?: Caller): Promise<OneTimePassword>;
  logIn(body: object, caller?: Caller): Promise<AuthAnswer>;
  logInWithPassword(
    identity: unknown,
    more?: object,
    caller?: Caller,
  ): Promise<AuthAnswer>;
  /** The record's rows in `_otps` and its like. */
  rowsOf(record: StoredRecord, name: string): Promise<readonly StoredRecord[]>;
  otpsOf(record: StoredRecord): Promise<readonly StoredRecord[]>;
}

/** Logins for all tests of a file, closed after them; a test may set the clock. */
export async function shareOneTimeLogins(): Promise<OneTimeLogins> {
  const logins = await openOneTimeLogins();
  afterEach(async () => {
    setSystemTime();
    await logins.app.background.finished();
  });
  afterAll(() => logins[Symbol.asyncDispose]());
  return logins;
}

/** With a collection `members` that has one-time passwords of 8 digits on for 180 seconds. */
export async function openOneTimeLogins(): Promise<OneTimeLogins> {
  const flows = await openMailFlows();
  const { app, server, collection } = flows;

  const requestOf = (body: object, caller: Caller): RequestInfo => ({
    ...serverRequest,
    viewer: guest,
    method: "POST",
    address: caller.address ?? "192.0.2.1",
    headers: { user_agent: caller.agent ?? "Browser" },
    query: caller.query ?? {},
    body: { ...body },
  });
  const ask = async (email: unknown, caller: Caller = {}) => {
    const target = collection(caller.collection ?? "members");
    const request = requestOf({ email }, caller);
    return (await app.auth.requestOneTimePassword(target, request)).otpId;
  };
  const addCollection = async (name: string, options: object = {}) => {
    await app.collections.create({
      name,
      type: "auth",
      authAlert: { enabled: false },
      otp: { enabled: true, duration: 180, length: 8 },
      ...options,
    });
    await hashCheaply(app, name);
  };

  const rowsOf = (record: StoredRecord, name: string) =>
    app.records.findAllBy(app.collections.find(name)!, {
      collectionRef: record.collection.id,
      recordRef: record.id,
    });
  let people = 0;

  await addCollection("members");
  return {
    ...flows,
    addCollection,
    ask,
    rowsOf,
    otpsOf: (record) => rowsOf(record, "_otps"),
    async join(more) {
      const email = `member${++people}@example.com`;
      return { ...(await flows.signUp(email, more, "members")), email };
    },
    async receive(email, caller) {
      await app.background.finished();
      const before = server.mails.length;
      const id = await ask(email, caller);
      await app.background.finished();
      const [mail] = server.mails.slice(before);
      return { id, password: digitsIn(mail?.text ?? "") };
    },
    logIn: (body, caller = {}) =>
      app.auth.withOneTimePassword(
        collection(caller.collection ?? "members"),
        undefined,
        requestOf(body, caller),
      ),
    logInWithPassword: (identity, more = {}, caller = {}) =>
      app.auth.withPassword(
        collection(caller.collection ?? "members"),
        undefined,
        requestOf({ identity, password, ...more }, caller),
      ),
  };
}

/** What every login with a one-time password that is not right is told. */
export const wrong = "Invalid or expired OTP";

/** A one-time password that this is not. */
export function otherThan(digits: string): string {
  return digits === "00000000" ? "1" : "00000000";
}

/** The time in so many seconds. */
export function inSeconds(count: number): Date {
  return new Date(Date.now() + count * 1000);
}

/** The one-time password in a mail's text. */
export function digitsIn(text: string): string {
  const found = /\b\d{4,}\b/.exec(text);
  if (found === null) throw new Error(`no one-time password in: ${text}`);
  return found[0];
}

/** How many errors are logged until the work and all that it started are done, without printing them. */
export async function countLoggedErrors(
  { app }: MailFlows,
  work: () => Promise<unknown>,
): Promise<number> {
  const logged = spyOn(app.log, "error").mockImplementation(() => {});
  try {
    await work();
    await app.background.finished();
    return logged.mock.calls.length;
  } finally {
    logged.mockRestore();
  }
}

/** What somebody is refused with. */
export async function refusal(work: Promise<unknown>): Promise<Error> {
  const outcome = await work.then(
    () => new Error("it was not refused"),
    (reason: unknown) => reason,
  );
  if (!(outcome instanceof Error)) throw new Error("refused with no error");
  return outcome;
}
