import type { ApiName } from "../../../src/core/apis/api-names.ts";
import { provision } from "../../../src/core/apis/provision.ts";
import type { AuthCollection } from "../../../src/core/collections/collection.ts";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import { serverRequest } from "../../../src/core/request.ts";
import {
  documentsName,
  usersName,
} from "../../../src/apis/libredms/collection-names.ts";
import { definition } from "../../../src/apis/libredms/definition.ts";
import { openTestApp, type TestApp } from "../../http/open-test-app.ts";
import { hashCheaply } from "../../support/hash-cheaply.ts";

export const password = "a-good-password";

/** An app with the collections of LibreDMS, behind the native API. */
export interface Library {
  readonly api: TestApp;
  /** Makes a user, as the server does; by default not private. */
  addUser(role: string, values?: object): Promise<Member>;
  /** Makes a document of a user, as the server does. */
  addDocument(owner: Member, values: object): Promise<string>;
  /** Deletes a user as LibreDMS does: it is still there, and its tokens are dead. */
  deleteUser(user: Member): Promise<void>;
  /**
   * The token of someone who is no user, but a superadministrator by all that the record of another collection says, and
   * all whose fields are called the same.
   */
  addImpostor(): Promise<string>;
  close(): Promise<void>;
}

/** A user and its token for the native API. */
export interface Member {
  readonly id: string;
  readonly email: string;
  readonly role: string;
  readonly token: string;
}

let number = 0;

/** @param always `libredms` if its own API is to be on, too */
export async function openLibrary(
  always: readonly ApiName[] = [],
): Promise<Library> {
  const api = await openTestApp({}, always);
  await provision(definition, api.app);
  await hashCheaply(api.app, usersName);
  const { records, collections, auth } = api.app;

  async function make(name: string, body: object): Promise<StoredRecord> {
    const collection = collections.find(name)!;
    const { id } = await records.create(collection, undefined, {
      ...serverRequest,
      body: { ...body },
    });
    return (await records.find(collection, String(id)))!;
  }

  return {
    api,
    async addUser(role, values = {}) {
      const email = `user${++number}@example.com`;
      const record = await make(usersName, {
        name: "Some Body",
        email,
        password,
        role,
        isPrivate: false,
        ...values,
      });
      return { id: record.id, email, role, token: auth.issueToken(record) };
    },
    async addDocument({ id, role }, values) {
      const record = await make(documentsName, {
        title: "A document",
        content: "Its content",
        type: "text",
        access: "private",
        accesslevel: "view",
        userId: id,
        userRole: role,
        ...values,
      });
      return record.id;
    },
    async deleteUser({ id }) {
      await records.amend(usersOf(api), id, () => ({
        deleted: "2026-01-02 03:04:05.000Z",
        tokenKey: crypto.randomUUID(),
      }));
    },
    async addImpostor() {
      const text = (field: string) => ({ name: field, type: "text" });
      const name = "impostors";
      const fields = ["role", "deleted", "name"].map(text);
      await collections.create({ name, type: "auth", fields });
      await hashCheaply(api.app, name);
      const email = "impostor@example.com";
      const role = "1";
      return auth.issueToken(await make(name, { email, password, role }));
    },
    close: () => api.close(),
  };
}

export function usersOf({ app }: TestApp): AuthCollection {
  const users = app.collections.find(usersName);
  if (users?.type !== "auth") throw new Error(`no ${usersName}`);
  return users;
}
