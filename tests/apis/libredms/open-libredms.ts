import { appointSuperadministrator } from "../../../src/apis/libredms/superadmin.ts";
import { usersName } from "../../../src/apis/libredms/collection-names.ts";
import { superadministrator } from "../../../src/apis/libredms/roles.ts";
import { openTestApp, type TestApp } from "../../http/open-test-app.ts";
import { hashCheaply } from "../../support/hash-cheaply.ts";

/** A server that speaks LibreDMS. */
export interface Libredms {
  readonly api: TestApp;
  /** Sends a request such as `GET /api/users`, as somebody or as a guest. */
  ask(line: string, person?: Bearer, json?: unknown): Promise<Answer>;
  /** Signs somebody up and gives them a role; there is one superadministrator at a time. */
  join(role: string, values?: object): Promise<Person>;
  /** Creates a document and returns it. */
  write(owner: Person, values?: object): Promise<Answer["body"]>;
  close(): Promise<void>;
}

/** Who sends a token; undefined is a guest. */
export type Bearer = { readonly token: string } | undefined;

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: string;
  token: string;
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** The header `x-access-token`; null when there is none. */
  readonly token: string | null;
  readonly headers: Headers;
}

/** An id that nobody has. */
export const nobodysId = "5f0b8c1e-1111-4222-8333-444455556666";

let number = 0;

export async function openLibredms(): Promise<Libredms> {
  const api = await openTestApp({}, ["libredms"]);
  const { app } = api;
  await app.apis.ready("libredms");
  await hashCheaply(app, usersName);

  async function ask(
    line: string,
    person?: Bearer,
    json?: unknown,
  ): Promise<Answer> {
    const response = await api.send(line, {
      headers: person ? { "x-access-token": person.token } : {},
      ...(json !== undefined && { json }),
    });
    return readAnswer(response);
  }

  return {
    api,
    ask,
    async join(role, values = {}) {
      const person = {
        name: "Jane Doe",
        email: `person${++number}@example.com`,
        password: `secret of ${number}`,
        ...values,
      };
      const { body, token } = await ask("POST /api/users", undefined, person);
      if (token === null) throw new Error(String(body["message"]));
      const { email, name, password } = person;
      const id = String(body["id"]);
      if (role === superadministrator) {
        const appointee = { email, password: undefined, name: undefined };
        await appointSuperadministrator(app, appointee);
      } else {
        const users = app.collections.find(usersName)!;
        await app.records.amend(users, id, () => ({ role }));
      }
      return { id, name, email, password, role, token };
    },
    async write(owner, values = {}) {
      const { status, body } = await ask("POST /api/documents", owner, {
        title: "Test Document",
        content: "Test content",
        ...values,
      });
      if (status !== 201) throw new Error(String(body["message"]));
      return body;
    },
    close: () => api.close(),
  };
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers
    .get("content-type")
    ?.startsWith("application/json");
  return {
    status: response.status,
    body: isJson ? JSON.parse(text) : { text },
    token: response.headers.get("x-access-token"),
    headers: response.headers,
  };
}

/** The list in an answer. */
export function listIn({ body }: Answer): Record<string, unknown>[] {
  return body["list"] as Record<string, unknown>[];
}

/** What a token says, unverified. */
export function claimsIn(token: string | null): Record<string, unknown> {
  const payload = String(token).split(".")[1]!;
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}
