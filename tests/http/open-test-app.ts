import { offerApis } from "../../src/cli/serve-apis.ts";
import type { ApiName } from "../../src/core/apis/api-names.ts";
import type { App } from "../../src/core/app.ts";
import { superusersName } from "../../src/core/collections/collection.ts";
import { serverRequest } from "../../src/core/request.ts";
import {
  createHandler,
  type HandlerOptions,
} from "../../src/http/create-handler.ts";
import { hashCheaply } from "../support/hash-cheaply.ts";
import { openTempApp } from "../support/temp-app.ts";

/** An app on a folder of its own, with a superuser, behind the HTTP handler. Its first collections hash passwords cheaply. */
export interface TestApp {
  readonly app: App;
  readonly dir: string;
  /** The superuser's token. */
  readonly token: string;
  /** Sends a request such as `GET /api/health`. */
  send(line: string, options?: SendOptions): Promise<Response>;
  /** As `send`, with the superuser's token. */
  sudo(line: string, options?: SendOptions): Promise<Response>;
  /** Closes the app and removes the folder. */
  close(): Promise<void>;
}

export interface SendOptions {
  readonly token?: string;
  readonly json?: unknown;
  readonly body?: RequestInit["body"];
  readonly headers?: Record<string, string>;
}

export const superuser = { email: "root@example.com", password: "1234567890" };

/** @param always the other systems' APIs that are on; the settings can turn on the others */
export async function openTestApp(
  handlerOptions: Partial<HandlerOptions> = {},
  always: readonly ApiName[] = [],
): Promise<TestApp> {
  const temp = await openTempApp({ apis: offerApis(always) });
  const { app } = temp;
  await hashCheaply(app, superusersName, "users");
  const token = await createSuperuser(app);
  const handler = createHandler(app, { origins: ["*"], ...handlerOptions });
  const send = async (line: string, options: SendOptions = {}) =>
    handler(toRequest(line, options));
  return {
    app,
    dir: temp.dir,
    token,
    send,
    sudo: (line, options) => send(line, { token, ...options }),
    close: () => temp.close(),
  };
}

async function createSuperuser(app: App): Promise<string> {
  const superusers = app.collections.find(superusersName)!;
  await app.records.create(superusers, undefined, {
    ...serverRequest,
    body: { ...superuser, passwordConfirm: superuser.password },
  });
  const { email } = superuser;
  const record = await app.records.findBy(superusers, "email", email);
  return app.auth.issueToken(record!);
}

function toRequest(
  line: string,
  { token, json, body, headers }: SendOptions,
): Request {
  const [method, path] = line.split(" ");
  return new Request(`http://127.0.0.1:8090${path}`, {
    method,
    body: json === undefined ? body : JSON.stringify(json),
    headers: {
      ...(json === undefined ? {} : { "Content-Type": "application/json" }),
      ...(token === undefined ? {} : { Authorization: token }),
      ...headers,
    },
  });
}

/** An error answer's body. */
export interface ErrorBody {
  readonly status: number;
  readonly message: string;
  readonly data: Record<string, unknown>;
}

/** Reads an error answer: its status must stand in its body, too. */
export async function readError(response: Response): Promise<ErrorBody> {
  const body = (await response.json()) as ErrorBody;
  if (body.status !== response.status || typeof body.data !== "object") {
    throw new Error(`no error body: ${JSON.stringify(body)}`);
  }
  return body;
}
