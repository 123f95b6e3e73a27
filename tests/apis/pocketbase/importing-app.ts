import { serverRequest } from "../../../src/core/request.ts";
import {
  openTestApp,
  type SendOptions,
  type TestApp,
} from "../../http/open-test-app.ts";

/** An app whose users import their own tasks, and in which only superusers import what is `locked`. */
export interface ImportingApp {
  readonly api: TestApp;
  readonly ann: User;
  readonly bob: User;
  /** Sends CSV, unless the headers say otherwise. @param path as in `tasks/records/import` */
  send(
    path: string,
    body: SendOptions["body"],
    options?: SendOptions,
  ): Promise<Response>;
}

export interface User {
  readonly id: string;
  readonly token: string;
}

/** What an import answers. */
export interface Report {
  readonly total: number;
  readonly created: number;
  readonly updated: number;
  readonly failed: number;
  readonly errors: readonly {
    readonly row: number;
    readonly line?: number;
    readonly id?: string;
    readonly message: string;
    readonly data: Readonly<Record<string, { readonly code: string }>>;
  }[];
}

export async function openImportingApp(): Promise<ImportingApp> {
  const api = await openTestApp();
  const ann = await signUp(api, "ann@example.com");
  const bob = await signUp(api, "bob@example.com");
  await api.sudo("POST /api/collections", {
    json: {
      name: "tasks",
      listRule: "owner = @request.auth.id",
      viewRule: "owner = @request.auth.id",
      createRule: "@request.auth.id != '' && owner = @request.auth.id",
      updateRule:
        "owner = @request.auth.id && @request.body.owner:changed = false",
      fields: [
        { name: "title", type: "text", required: true },
        { name: "owner", type: "relation", collectionId: "_pb_users_auth_" },
        { name: "price", type: "number", hidden: true },
        { name: "made", type: "autodate", onCreate: true },
      ],
    },
  });
  await api.sudo("POST /api/collections", {
    json: { name: "locked", fields: [{ name: "title", type: "text" }] },
  });
  return {
    api,
    ann,
    bob,
    send: (path, body, { token, headers } = {}) =>
      api.send(`POST /api/collections/${path}`, {
        body,
        ...(token !== undefined && { token }),
        headers: { "Content-Type": "text/csv", ...headers },
      }),
  };
}

async function signUp({ app }: TestApp, email: string): Promise<User> {
  const users = app.collections.find("users")!;
  const password = "1234567890";
  const body = { email, password, passwordConfirm: password };
  await app.records.create(users, undefined, { ...serverRequest, body });
  const user = await app.records.findBy(users, "email", email);
  return { id: user!.id, token: await app.auth.issueToken(user!) };
}

/** Fails if the import was refused. */
export async function reportOf(answer: Promise<Response>): Promise<Report> {
  const response = await answer;
  if (response.status !== 200) throw new Error(await response.text());
  return (await response.json()) as Report;
}
