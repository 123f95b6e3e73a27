import type { App } from "../../../../src/core/app.ts";
import type { TokenKind } from "../../../../src/core/auth/tokens/tokens.ts";
import type { AuthCollection } from "../../../../src/core/collections/collection.ts";
import type { StoredRecord } from "../../../../src/core/records/record.ts";
import {
  type RequestInfo,
  serverRequest,
} from "../../../../src/core/request.ts";
import { hashCheaply } from "../../../support/hash-cheaply.ts";
import { openTempApp } from "../../../support/temp-app.ts";

export const kinds: readonly TokenKind[] = [
  "auth",
  "file",
  "verification",
  "passwordReset",
  "emailChange",
];

export const password = "1234567890";

/** An app of its own, and what attackers and the attacked do on it. */
export interface Town {
  readonly app: App;
  authCollection(name: string): AuthCollection;
  signUp(
    collection: string,
    email: string,
    plain?: string,
  ): Promise<StoredRecord>;
  /** What the bearer of the token is: `guest`, `record` or `superuser`. */
  kindOf(token: string): Promise<string>;
  close(): Promise<void>;
}

export async function openTown(): Promise<Town> {
  const temp = await openTempApp();
  const { app } = temp;
  await hashCheaply(app, "users", "_superusers");
  const authCollection = (name: string) => {
    const collection = app.collections.find(name);
    if (collection?.type !== "auth") throw new Error(`${name} has no logins`);
    return collection;
  };
  return {
    app,
    authCollection,
    async signUp(name, email, plain = password) {
      const collection = authCollection(name);
      const request = serverWith({ email, password: plain });
      const { id } = await app.records.create(collection, undefined, request);
      return (await app.records.find(collection, String(id)))!;
    },
    kindOf: async (token) => (await app.auth.viewerOf(token)).kind,
    close: () => temp.close(),
  };
}

/** A request of the server's own with this body. */
export function serverWith(body: Record<string, unknown>): RequestInfo {
  return { ...serverRequest, body };
}
