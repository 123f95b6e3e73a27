import { afterAll, beforeAll, expect, test } from "bun:test";
import { readError } from "../open-test-app.ts";
import { type LimitedApp, openLimitedApp } from "./open-limited-app.ts";

let limited: LimitedApp;
let addresses = 0;

beforeAll(async () => {
  limited = await openLimitedApp();
});
afterAll(() => limited.close());

interface BatchRequest {
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
}

/** Sends batches from an address that nobody else has. */
function client(token?: string) {
  const headers = { "X-Real-IP": `10.0.0.${++addresses}` };
  return (requests: readonly BatchRequest[]) =>
    limited.send("POST /api/batch", {
      headers,
      json: { requests },
      ...(token !== undefined && { token }),
    });
}

/** Which of a batch's requests failed, and with what. */
async function failureOf(response: Response): Promise<unknown> {
  if (response.status === 200) return undefined;
  const { data } = await readError(response);
  const requests = data["requests"] as Record<
    string,
    { response: { status: number } }
  >;
  return Object.entries(requests).map(([index, failure]) => [
    Number(index),
    failure.response.status,
  ]);
}

const create = {
  method: "POST",
  url: "/api/collections/posts/records",
  body: { title: "a" },
};

async function countPosts(): Promise<number> {
  const response = await limited.sudo("GET /api/collections/posts/records");
  const { totalItems } = (await response.json()) as { totalItems: number };
  return totalItems;
}

test("each request of a batch counts as if it had come by itself, and one too many undoes them all", async () => {
  await limited.setRules([["posts:create", 3]]);
  const send = client();
  const before = await countPosts();
  expect(await failureOf(await send([create, create]))).toBeUndefined();
  expect(await failureOf(await send([create, create, create]))).toEqual([
    [1, 429],
  ]);
  expect(await countPosts()).toBe(before + 2);
});

test("a superuser's batch is not limited", async () => {
  await limited.setRules([["posts:create", 1]]);
  const send = client(limited.token);
  expect(await failureOf(await send([create, create]))).toBeUndefined();
});

test("requests that put a record count as what they do, under the path of that", async () => {
  const put = (id?: string) => ({
    method: "PUT",
    url: "/api/collections/posts/records",
    body: { title: "b", ...(id !== undefined && { id }) },
  });
  const send = client(limited.token);
  const [made] = (await (await send([create])).json()) as {
    body: { id: string };
  }[];
  const { id } = made!.body;
  await limited.setRules([
    ["posts:create", 1],
    [`PATCH /api/collections/posts/records/${id}`, 2],
  ]);
  const asGuest = client();
  expect(await failureOf(await asGuest([put(id), put(), put(id)]))).toBe(
    undefined,
  );
  expect(await failureOf(await asGuest([put(id)]))).toEqual([[0, 429]]);
  expect(await failureOf(await asGuest([put()]))).toEqual([[0, 429]]);
});

test("what fails before it is its turn to be refused is what is told", async () => {
  await limited.setRules([["posts:create", 1]]);
  const unknown = { ...create, url: "/api/collections/nothing/records" };
  expect(await failureOf(await client()([unknown, create, create]))).toEqual([
    [0, 404],
  ]);
});

test("no password is hashed for requests that are refused", async () => {
  await limited.setRules([["users:create", 1]]);
  const signUp = (name: string) => ({
    method: "POST",
    url: "/api/collections/users/records",
    body: {
      email: `${name}@example.com`,
      password: "1234567890",
      passwordConfirm: "1234567890",
    },
  });
  const hash = Bun.password.hash;
  let hashed = 0;
  Bun.password.hash = (...input) => {
    hashed++;
    return hash(...input);
  };
  try {
    const requests = Array.from({ length: 20 }, (_, at) => signUp(`u${at}`));
    expect(await failureOf(await client()(requests))).toEqual([[1, 429]]);
  } finally {
    Bun.password.hash = hash;
  }
  expect(hashed).toBe(1);
});
