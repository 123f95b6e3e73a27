import type { Collection } from "./collections/collection.ts";
import type { StoredRecord } from "./records/record.ts";

/** Who asks. */
export type Viewer =
  | { readonly kind: "guest" }
  | { readonly kind: "record"; readonly record: StoredRecord }
  | { readonly kind: "superuser"; readonly record: StoredRecord | undefined };

export const guest: Viewer = { kind: "guest" };

/** The server itself, for what no request asked for: every rule passes. */
export const server: Viewer = { kind: "superuser", record: undefined };

/** In what flow a rule is judged (`@request.context`). */
export type RequestContextName =
  | "default"
  | "expand"
  | "oauth2"
  | "otp"
  | "password"
  | "realtime"
  | "protectedFile"
  | "batch";

/** What rules and filters may see of a request (`@request.*`), free of HTTP. */
export interface RequestInfo {
  readonly viewer: Viewer;
  readonly context: RequestContextName;
  /** The client's IP address as it is written in logs; empty when nobody sent the request. Rules cannot see it. */
  readonly address: string;
  /** Upper-case HTTP method. */
  readonly method: string;
  /** Lower-case names with `-` turned into `_`. */
  readonly headers: Readonly<Record<string, string>>;
  /** The first value of each query parameter. */
  readonly query: Readonly<Record<string, string>>;
  /** The parsed body, modifiers already applied. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** A request by the server itself. */
export const serverRequest: RequestInfo = {
  viewer: server,
  context: "default",
  address: "",
  method: "",
  headers: {},
  query: {},
  body: {},
};

/** The collection that the viewer logged in with, if any. */
export function viewerCollection(viewer: Viewer): Collection | undefined {
  return viewer.kind === "guest" ? undefined : viewer.record?.collection;
}

/** The same request, seen as another viewer's, in another flow, of another method or with another body. */
export function deriveRequest(
  request: RequestInfo,
  changes: Partial<Pick<RequestInfo, "viewer" | "context" | "method" | "body">>,
): RequestInfo {
  return {
    viewer: changes.viewer ?? request.viewer,
    context: changes.context ?? request.context,
    body: changes.body ?? request.body,
    method: changes.method ?? request.method,
    // Getters, since these are read from the HTTP request only when something asks for them.
    get address() {
      return request.address;
    },
    get headers() {
      return request.headers;
    },
    get query() {
      return request.query;
    },
  };
}
