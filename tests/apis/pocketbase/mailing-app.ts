import { hashCheaply } from "../../support/hash-cheaply.ts";
import {
  type MailServer,
  startMailServer,
  useMailServer,
} from "../../support/mail-server.ts";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";

/** An app behind its API whose mails go to a real mail server. */
export interface MailingApp extends TestApp {
  readonly mails: MailServer;
  /** Makes a user and logs it in. Returns its id and token. */
  newUser(
    email: string,
  ): Promise<{ readonly id: string; readonly token: string }>;
  /** The status of a login in `users`. */
  logIn(email: string, password: string): Promise<number>;
}

export const password = "1234567890";

export async function openMailingApp(): Promise<MailingApp> {
  const api = await openTestApp();
  const mails = await startMailServer();
  await useMailServer(api.app, mails);
  await hashCheaply(api.app, "_otps");
  const authenticate = (identity: string, plain: string) =>
    api.send("POST /api/collections/users/auth-with-password", {
      json: { identity, password: plain },
    });
  return {
    ...api,
    mails,
    async newUser(email) {
      await api.sudo("POST /api/collections/users/records", {
        json: { email, password, passwordConfirm: password },
      });
      const { record, token } = (await (
        await authenticate(email, password)
      ).json()) as { record: { id: string }; token: string };
      return { id: record.id, token };
    },
    logIn: async (email, plain) => (await authenticate(email, plain)).status,
    async close() {
      await api.close();
      await mails.close();
    },
  };
}

/** Follows the link of the next mail: the page that it leads to, and the token that the page gets. */
export async function followLink(
  mails: MailServer,
): Promise<{ readonly page: string; readonly token: string }> {
  const { html } = await mails.next();
  const link = /href="([^"]*\/auth\/[^"]+)"/.exec(html)?.[1] ?? "";
  const path = new URL(link).hash.split("/");
  return { page: path.slice(0, -1).join("/"), token: path.at(-1) ?? "" };
}

/** Status and codes of a refusal. */
export async function refusalOf(response: Response) {
  const { status, data } = await readError(response);
  const codes = Object.entries(data).map(([name, error]) => [
    name,
    (error as { code: string }).code,
  ]);
  return { status, codes: Object.fromEntries(codes) as Record<string, string> };
}

/** Steps of flows that need an auth collection, and the ways in which a body or a path can be wrong for all. */
export const wrongRequests = [
  [
    "a broken body",
    "users",
    { body: '{"email', headers: { "Content-Type": "application/json" } },
    400,
  ],
  [
    "a body that is no form",
    "users",
    { body: "x", headers: { "Content-Type": "text/plain" } },
    400,
  ],
  ["a collection without logins", "plain", { json: {} }, 404],
  ["no such collection", "nope", { json: {} }, 404],
] as const;
