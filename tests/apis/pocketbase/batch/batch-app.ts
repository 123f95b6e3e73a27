import { afterAll, beforeAll, beforeEach, expect } from "bun:test";
import {
  openTestApp,
  readError,
  type SendOptions,
  type TestApp,
} from "../../../http/open-test-app.ts";

/** An app that takes batches, and whose `posts` are open to everyone and empty before each test. */
export interface BatchApp {
  readonly api: TestApp;
  /** Changes the settings of batches. */
  set(batch: object): Promise<void>;
  /** Makes a base collection that is open to everyone. */
  define(name: string, input: object): Promise<void>;
  send(requests: readonly Request[], options?: SendOptions): Promise<Response>;
  /** How many records there are in `posts`, or another collection. */
  count(collection?: string): Promise<number>;
}

/** A request in a batch. */
export interface Request {
  readonly method?: unknown;
  readonly url?: unknown;
  readonly body?: unknown;
  readonly headers?: unknown;
}

export const posts = "/api/collections/posts/records";

/** A request that creates one of the `posts`. */
export const create = (body: object, query = ""): Request => ({
  method: "POST",
  url: posts + query,
  body,
});

const open = {
  listRule: "",
  viewRule: "",
  createRule: "",
  updateRule: "",
  deleteRule: "",
};

/** An app for all tests of a file, closed after them. */
export async function shareBatchApp(): Promise<BatchApp> {
  const api = await openTestApp();
  afterAll(() => api.close());
  beforeEach(async () => {
    await api.sudo("DELETE /api/collections/posts/truncate");
  });

  const set = async (batch: object) => {
    const answer = await api.sudo("PATCH /api/settings", { json: { batch } });
    expect(answer.status).toBe(200);
  };
  const define = async (name: string, input: object) => {
    const answer = await api.sudo("POST /api/collections", {
      json: { name, type: "base", ...open, ...input },
    });
    expect(answer.status).toBe(200);
  };
  beforeAll(async () => {
    await set({ enabled: true, maxRequests: 50, timeout: 3, maxBodySize: 0 });
    await define("posts", {
      fields: [
        { name: "title", type: "text", required: true },
        { name: "views", type: "number" },
        { name: "data", type: "json" },
      ],
    });
  });
  return {
    api,
    set,
    define,
    send: (requests, options = {}) =>
      api.send("POST /api/batch", { json: { requests }, ...options }),
    async count(collection = "posts") {
      const answer = await api.sudo(
        `GET /api/collections/${collection}/records`,
      );
      return ((await answer.json()) as { totalItems: number }).totalItems;
    },
  };
}

/** The answer of the one request that failed a batch, and which it was. */
export async function failureOf(answer: Response) {
  const { status, message, data } = await readError(answer);
  expect([status, message]).toEqual([400, "Batch transaction failed."]);
  const requests = data["requests"] as Record<string, Failure>;
  const [[index, failure], ...others] = Object.entries(requests) as [
    [string, Failure],
  ];
  expect(others).toEqual([]);
  expect(failure).toMatchObject({
    code: "batch_request_failed",
    message: "Batch request failed.",
  });
  return { index: Number(index), ...failure.response };
}

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly response: {
    readonly status: number;
    readonly message: string;
    readonly data: object;
  };
}
