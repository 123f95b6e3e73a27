import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import {
  openTestApp,
  readError,
  superuser,
  type TestApp,
} from "../http/open-test-app.ts";
import {
  type MailServer,
  startMailServer,
  useMailServer,
} from "../support/mail-server.ts";
import { type S3Server, startS3Server } from "../support/s3-server.ts";

let api: TestApp;
beforeEach(async () => {
  api = await openTestApp();
});
afterEach(() => api.close());

/** A JSON answer that is no error. */
async function read<T>(answer: Promise<Response>): Promise<T> {
  const response = await answer;
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}

describe("while S3 is away", () => {
  interface Doc {
    readonly id: string;
    readonly file: string;
  }
  const docs = "/api/collections/docs/records";
  let s3: S3Server;
  beforeEach(async () => {
    s3 = await startS3Server();
    await read(
      api.sudo("POST /api/collections", {
        json: {
          name: "docs",
          viewRule: "",
          fields: [
            { name: "text", type: "text" },
            { name: "file", type: "file" },
          ],
        },
      }),
    );
  });
  afterEach(() => s3.stop());

  function upload(): Promise<Response> {
    const body = new FormData();
    body.append("file", new File(["hello"], "hello.txt"));
    return api.sudo(`POST ${docs}`, { body });
  }

  test("uploads and downloads fail with the reason, all that needs no file goes on, and when it is back nothing is missing", async () => {
    await api.app.settings.update({ s3: s3.settings });
    const { id, file } = await read<Doc>(upload());
    s3.misbehave(() => "cut");

    const { status, message } = await readError(await upload());
    expect([status, message]).toEqual([
      400,
      "Failed to create record. The files could not be stored.",
    ]);
    const download = `GET /api/files/docs/${id}/${file}`;
    expect((await readError(await api.send(download))).status).toBe(500);
    await read(api.sudo(`POST ${docs}`, { json: { text: "no file" } }));
    await read(api.sudo(`PATCH ${docs}/${id}`, { json: { text: "new" } }));
    const { totalItems } = await read<{ totalItems: number }>(
      api.sudo(`GET ${docs}`),
    );
    expect(totalItems).toBe(2);

    s3.misbehave();
    expect(await (await api.send(download)).text()).toBe("hello");
    await read(upload());
  });

  test("backups fail with the reason, and can be made when it is back", async () => {
    const json = { backups: { s3: s3.settings } };
    await read(api.sudo("PATCH /api/settings", { json }));
    s3.misbehave(() => "cut");
    const create = () => api.sudo("POST /api/backups", { json: {} });
    const { status, message } = await readError(await create());
    expect(status).toBe(400);
    expect(message).toStartWith("Failed to ");
    const list = await readError(await api.sudo("GET /api/backups"));
    expect(list.status).toBe(400);

    s3.misbehave();
    expect((await create()).status).toBe(204);
    const backups = await read<unknown[]>(api.sudo("GET /api/backups"));
    expect(backups).toHaveLength(1);
  });
});

describe("while the mail server is away", () => {
  let mails: MailServer;
  beforeEach(async () => {
    mails = await startMailServer();
    await useMailServer(api.app, mails);
  });
  afterEach(() => mails.close());

  test("who asks for a mail is told nothing, the log why there is none, and when it is back mails come", async () => {
    const { port } = mails;
    await mails.close();
    const ask = (collection: string, email: string) =>
      api.send(`POST /api/collections/${collection}/request-password-reset`, {
        json: { email },
      });
    expect((await ask("_superusers", superuser.email)).status).toBe(204);
    await api.app.background.finished();
    await api.app.logs.flush();
    const { items } = await api.app.logs.list({ filter: "level >= 8" });
    expect(items.map((item) => item["message"])).toEqual([
      "sending a password reset mail failed",
    ]);

    const login = await api.send(
      "POST /api/collections/_superusers/auth-with-password",
      { json: { identity: superuser.email, password: superuser.password } },
    );
    expect(login.status).toBe(200);

    mails = await startMailServer({ port });
    await read(
      api.sudo("POST /api/collections/users/records", {
        json: {
          email: "ann@example.com",
          password: "1234567890",
          passwordConfirm: "1234567890",
        },
      }),
    );
    expect((await ask("users", "ann@example.com")).status).toBe(204);
    expect((await mails.next()).to).toMatchObject([
      { address: "ann@example.com" },
    ]);
  });
});
