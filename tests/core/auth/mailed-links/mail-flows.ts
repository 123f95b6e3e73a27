import { afterAll, afterEach, setSystemTime, spyOn } from "bun:test";
import type { App } from "../../../../src/core/app.ts";
import type { Auth } from "../../../../src/core/auth/auth.ts";
import type { AuthCollection } from "../../../../src/core/collections/collection.ts";
import { Invalid } from "../../../../src/core/errors.ts";
import type { StoredRecord } from "../../../../src/core/records/record.ts";
import {
  guest,
  type RequestInfo,
  serverRequest,
  type Viewer,
} from "../../../../src/core/request.ts";
import { hashCheaply } from "../../../support/hash-cheaply.ts";
import {
  type MailServer,
  startMailServer,
  useMailServer,
} from "../../../support/mail-server.ts";
import { openTempApp } from "../../../support/temp-app.ts";

export const password = "1234567890";

/** The steps of flows that answer nothing. */
export type Step = {
  [Name in keyof Auth]: Auth[Name] extends (
    collection: AuthCollection,
    request: RequestInfo,
  ) => Promise<void>
    ? Name
    : never;
}[keyof Auth];

/** An app whose mails go to a real mail server. */
export interface MailFlows extends AsyncDisposable {
  readonly app: App;
  readonly server: MailServer;
  collection(name: string): AuthCollection;
  /** A new record with `password`. */
  signUp(
    email: string,
    more?: object,
    collection?: string,
  ): Promise<StoredRecord>;
  /** The record as it is now. */
  reload(record: StoredRecord): Promise<StoredRecord>;
  /** Takes a step, in the collection of the viewer or else in `users`. */
  take(
    step: Step,
    body: Record<string, unknown>,
    viewer?: Viewer,
    collection?: string,
  ): Promise<void>;
  /** Makes an auth collection, one of whose fields has other options. */
  addCollectionWith(
    name: string,
    field: string,
    options: object,
  ): Promise<void>;
  /** Makes an auth collection where addresses that differ in case are the same. */
  addCollectionIgnoringCase(name: string): Promise<void>;
  /** What a login with this password comes to. */
  canLogIn(record: StoredRecord, plain: string): Promise<boolean>;
  /** The mails that `work` sends, all of them. */
  mailsOf(work: () => Promise<unknown>): Promise<MailServer["mails"]>;
  /** The mails that `work` sends and the errors that it logs, without printing them, while the mail server is down. */
  withoutMailServer(work: () => Promise<unknown>): Promise<{
    readonly mails: MailServer["mails"];
    readonly errors: readonly (readonly unknown[])[];
  }>;
}

/** Flows for all tests of a file, closed after them; a test may set the clock. */
export async function shareMailFlows(): Promise<MailFlows> {
  const flows = await openMailFlows();
  afterEach(() => {
    setSystemTime();
  });
  afterAll(() => flows[Symbol.asyncDispose]());
  return flows;
}

export async function openMailFlows(): Promise<MailFlows> {
  const temp = await openTempApp();
  const server = await startMailServer();
  const { app } = temp;
  await useMailServer(app, server);
  await hashCheaply(app, "users", "_otps");
  await shareSecret(app);

  const collection = (name: string): AuthCollection => {
    const found = app.collections.find(name);
    if (found?.type !== "auth") throw new Error(`${name} has no logins`);
    return found;
  };
  const reload = async (record: StoredRecord) =>
    (await app.records.find(collection(record.collection.id), record.id))!;
  const mailsOf = async (work: () => Promise<unknown>) => {
    const before = server.mails.length;
    await work();
    await app.background.finished();
    return server.mails.slice(before);
  };

  return {
    app,
    server,
    collection,
    reload,
    async signUp(email, more = {}, name = "users") {
      const body = { email, password, passwordConfirm: password, ...more };
      const { id } = await app.records.create(collection(name), undefined, {
        ...serverRequest,
        body,
      });
      return (await app.records.find(collection(name), String(id)))!;
    },
    take: (step, body, viewer = guest, name = "users") =>
      app.auth[step](collection(name), {
        ...serverRequest,
        method: "POST",
        viewer,
        body,
      }),
    async addCollectionWith(name, changed, options) {
      const { fields } = await app.collections.create({ name, type: "auth" });
      await app.collections.update(name, {
        fields: fields.map((field) =>
          field.name === changed ? { ...field, ...options } : field,
        ),
      });
    },
    async addCollectionIgnoringCase(name) {
      await app.collections.create({
        name,
        type: "auth",
        indexes: [
          `CREATE UNIQUE INDEX \`idx_email_${name}\` ON \`${name}\` (\`email\` COLLATE NOCASE) WHERE \`email\` != ''`,
        ],
      });
    },
    async canLogIn(record, plain) {
      const login = app.auth.withPassword(
        collection(record.collection.id),
        undefined,
        {
          ...serverRequest,
          viewer: guest,
          body: {
            identity: (await reload(record)).values["email"],
            password: plain,
          },
        },
      );
      return login.then(
        () => true,
        () => false,
      );
    },
    mailsOf,
    async withoutMailServer(work) {
      const logged = spyOn(app.log, "error").mockImplementation(() => {});
      const remove = app.hooks.onMailerSend.add(() =>
        Promise.reject(new Error("the mail server is down")),
      );
      try {
        const mails = await mailsOf(work);
        return { mails, errors: [...logged.mock.calls] };
      } finally {
        remove();
        logged.mockRestore();
      }
    },
    async [Symbol.asyncDispose]() {
      await temp.close();
      await server.close();
    },
  };
}

/** One secret for tokens of all kinds, as people may choose, must not make one kind pass for another. */
async function shareSecret({ collections }: App): Promise<void> {
  const token = { secret: "one-secret-for-tokens-of-all-kinds", duration: 600 };
  await collections.update("users", {
    authToken: token,
    fileToken: token,
    verificationToken: token,
    passwordResetToken: token,
    emailChangeToken: token,
  });
}

/** The token at the end of the mail's link to this page. */
export function tokenIn(mail: MailServer["mails"][number] | undefined): string {
  const link = /href="[^"]*\/auth\/confirm-[a-z-]+\/([^"/]+)"/.exec(
    mail?.html ?? "",
  );
  if (link?.[1] === undefined) throw new Error(`no link in ${mail?.html}`);
  return link[1];
}

/** The codes by field with which something is refused. */
export async function codesOf(
  work: Promise<unknown>,
): Promise<Record<string, unknown>> {
  const error = await work.then(
    () => new Error("it was not refused"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Invalid)) throw error;
  return Object.fromEntries(
    Object.entries(error.fields).map(([name, { code }]) => [name, code]),
  );
}
