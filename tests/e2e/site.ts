import type { Page } from "playwright-core";
import PocketBase from "pocketbase";
import type { App } from "../../src/core/app.ts";
import { serverRequest } from "../../src/core/request.ts";
import type { StoredRecord } from "../../src/core/records/record.ts";
import {
  type AuthCollection,
  superusersName,
} from "../../src/core/collections/collection.ts";
import { startServer } from "../../src/http/server.ts";
import { hashCheaply } from "../support/hash-cheaply.ts";
import {
  type MailServer,
  startMailServer,
  useMailServer,
} from "../support/mail-server.ts";
import { openTempApp } from "../support/temp-app.ts";
import { openPage } from "./browser.ts";

/** A server with its mailbox, and what visitors do there. */
export interface Site extends AsyncDisposable {
  readonly app: App;
  /** Without a slash at the end. */
  readonly url: string;
  readonly mails: MailServer;
  readonly users: AuthCollection;
  /** A new user of `users`, whose password is `userPassword`, and who is not verified. */
  newUser(email: string): Promise<StoredRecord>;
  /** A client that nobody is logged in to. */
  client(): PocketBase;
}

export const userPassword = "the-first-password";

export async function openSite(): Promise<Site> {
  const temp = await openTempApp();
  const { app } = temp;
  const mails = await startMailServer();
  const server = await startServer(app, {
    hostname: "127.0.0.1",
    port: 0,
    origins: ["*"],
  });
  await useMailServer(app, mails);
  await hashCheaply(app, superusersName, "users");
  await app.settings.update({ meta: { appURL: server.url } });
  const users = app.collections.find("users");
  if (users?.type !== "auth") throw new Error("there are no users");
  return {
    app,
    url: server.url,
    mails,
    users,
    async newUser(email) {
      const { id } = await app.records.create(users, undefined, {
        ...serverRequest,
        body: { email, password: userPassword, passwordConfirm: userPassword },
      });
      const record = await app.records.find(users, String(id));
      if (record === undefined) throw new Error("there is no such user");
      return record;
    },
    client: () => new PocketBase(server.url).autoCancellation(false),
    async [Symbol.asyncDispose]() {
      await server.stop();
      await app.background.finished();
      await temp.close();
      await mails.close();
    },
  };
}

/** The link in the next mail. */
export async function nextLink({ mails }: Site): Promise<string> {
  const { html } = await mails.next();
  const link = /href="(http[^"]*)"/.exec(html)?.[1];
  if (link === undefined) throw new Error(`there is no link in ${html}`);
  return link.replaceAll("&amp;", "&");
}

/**
 * Opens a link in a browser, in a session of its own.
 *
 * @param look what the visitor does there
 * @throws {Error} something happened on the page that never may: see `WatchedPage.complaints`
 */
export async function visit(
  link: string,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  await using watched = await openPage(new URL(link).origin);
  await watched.page.goto(link);
  await look(watched.page);
  if (watched.complaints.length > 0) {
    throw new Error(`on the page: ${watched.complaints.join("\n")}`);
  }
}
