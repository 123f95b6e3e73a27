import type { App } from "../../../src/core/app.ts";
import type { EmailTemplate } from "../../../src/core/collections/collection.ts";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import { serverRequest } from "../../../src/core/request.ts";
import { hashCheaply } from "../../support/hash-cheaply.ts";
import {
  startMailServer,
  useMailServer,
  type MailServer,
} from "../../support/mail-server.ts";
import { openTempApp } from "../../support/temp-app.ts";

/** An app that sends its mails to a server of its own. */
export interface MailApp extends AsyncDisposable {
  readonly app: App;
  readonly server: MailServer;
  /** Makes a user of this name. */
  user(name?: string): Promise<StoredRecord>;
  /** Gives the users another verification mail. */
  write(template: Partial<EmailTemplate>): Promise<void>;
}

export const address = "anna@example.com";

export async function openMail(): Promise<MailApp> {
  const temp = await openTempApp();
  const { app } = temp;
  const server = await startMailServer();
  await useMailServer(app, server);
  await hashCheaply(app, "users");
  const users = () => app.collections.find("users")!;
  return {
    app,
    server,
    async user(name = "Anna") {
      const body = {
        email: address,
        name,
        password: "12345678",
        passwordConfirm: "12345678",
      };
      await app.records.create(users(), undefined, { ...serverRequest, body });
      return (await app.records.findBy(users(), "email", address))!;
    },
    async write(template) {
      const { subject = "Hello", body = "<p>Hello</p>" } = template;
      const verificationTemplate = { subject, body };
      await app.collections.update("users", { verificationTemplate });
    },
    async [Symbol.asyncDispose]() {
      await temp.close();
      await server.close();
    },
  };
}
