import type {
  RequestContextName,
  RequestInfo,
  Viewer,
} from "../../core/request.ts";
import type { FieldTree } from "../../core/picking/parse-fields.ts";
import { parseQuery } from "./query.ts";

const emptyBody: Readonly<Record<string, unknown>> = Object.freeze(
  Object.create(null),
);

/** Under what a request remembers who asks, for the log. On the request itself, as a WeakMap takes several times as long. */
export const infoOf: unique symbol = Symbol("info");

/** Under what a request remembers how it failed. */
export const failureOf: unique symbol = Symbol("failure");

/** Why a request was refused. */
export interface RequestFailure {
  readonly error: unknown;
  /** The id that its sender was told, where it is not to be seen what went wrong. */
  readonly defect: string | undefined;
}

declare global {
  interface Request {
    [infoOf]?: HttpRequestInfo;
    [failureOf]?: RequestFailure;
  }
}

/** What rules may see of an HTTP request. Headers and query are read only if a rule asks for them. */
export class HttpRequestInfo implements RequestInfo {
  readonly request: Request;
  viewer: Viewer;
  readonly context: RequestContextName = "default";
  body: Readonly<Record<string, unknown>> = emptyBody;
  /** What of the answer the client wants (`fields`); undefined is all. */
  fields: FieldTree | undefined;
  readonly #addressOf: (request: Request) => string;
  #query: Readonly<Record<string, string>> | undefined;
  #headers: Readonly<Record<string, string>> | undefined;

  /** @param addressOf finds the client's address */
  constructor(
    request: Request,
    viewer: Viewer,
    addressOf: (request: Request) => string,
  ) {
    this.request = request;
    this.viewer = viewer;
    this.#addressOf = addressOf;
    request[infoOf] = this;
  }

  get address(): string {
    return this.#addressOf(this.request);
  }

  get method(): string {
    return this.request.method;
  }

  get query(): Readonly<Record<string, string>> {
    return (this.#query ??= parseQuery(this.request.url));
  }

  get headers(): Readonly<Record<string, string>> {
    return (this.#headers ??= readHeaders(this.request.headers));
  }

  /** The relations to expand, as the client asked. */
  get expand(): string | undefined {
    return this.query["expand"];
  }
}

/** The token of an `Authorization` header, with or without `Bearer` (RFC 6750, section 2.1); empty when there is none. */
export function tokenOf(request: Request): string {
  const header = request.headers.get("authorization");
  if (header === null) return "";
  return header.length > 7 && header.slice(0, 7).toLowerCase() === "bearer "
    ? header.slice(7)
    : header;
}

function readHeaders(headers: Headers): Readonly<Record<string, string>> {
  const read: Record<string, string> = Object.create(null);
  for (const [name, value] of headers) {
    read[name.toLowerCase().replaceAll("-", "_")] ??= value;
  }
  return read;
}
