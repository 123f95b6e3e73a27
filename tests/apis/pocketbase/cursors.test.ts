import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";

const path = "/api/collections/posts/records";

let api: TestApp;
afterAll(() => api.close());
beforeAll(async () => {
  api = await openTestApp();
  await api.sudo("POST /api/collections", {
    json: {
      name: "posts",
      type: "base",
      listRule: "",
      fields: [{ name: "number", type: "number" }],
    },
  });
  for (let number = 1; number <= 5; number++) {
    await api.sudo(`POST ${path}`, { json: { number } });
  }
});

interface CursorPage {
  readonly items: readonly { readonly number: number }[];
  readonly nextCursor: string;
  readonly prevCursor: string;
}

async function read(query: string): Promise<CursorPage> {
  const response = await api.send(`GET ${path}?${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as CursorPage;
}

const numbers = ({ items }: CursorPage) => items.map(({ number }) => number);

describe("a list that is read by cursor", () => {
  test("goes on, and back", async () => {
    const query = "sort=-number&perPage=2";
    const first = await read(`${query}&cursor=`);
    expect(numbers(first)).toEqual([5, 4]);
    expect(first.prevCursor).toBe("");
    const second = await read(`${query}&cursor=${first.nextCursor}`);
    expect(numbers(second)).toEqual([3, 2]);
    const third = await read(`${query}&cursor=${second.nextCursor}`);
    expect(numbers(third)).toEqual([1]);
    expect(third.nextCursor).toBe("");
    const back = await read(`${query}&cursor=${third.prevCursor}`);
    expect(numbers(back)).toEqual([3, 2]);
  });

  test("may begin anywhere, and with other fields and numbers of records", async () => {
    const jumped = await read(
      "sort=number&perPage=2&page=2&cursor=&fields=number&skipTotal=1",
    );
    expect(jumped).toEqual({
      items: [{ number: 3 }, { number: 4 }],
      page: 2,
      perPage: 2,
      totalItems: -1,
      totalPages: -1,
      nextCursor: expect.stringMatching(/^[\w-]{100,}$/),
      prevCursor: expect.stringMatching(/^[\w-]{100,}$/),
    } as never);
    const before = await read(
      `sort=number&perPage=9&cursor=${jumped.prevCursor}`,
    );
    expect(numbers(before)).toEqual([1, 2]);
  });

  test("has none without asking", async () => {
    expect(Object.keys(await read("perPage=2"))).toEqual([
      "items",
      "page",
      "perPage",
      "totalItems",
      "totalPages",
    ]);
  });

  test("says what is wrong with a cursor", async () => {
    const other = await read("sort=id&perPage=1&cursor=");
    const wrong = ["sort=number&cursor=x", `cursor=${other.nextCursor}`];
    for (const query of wrong) {
      const answer = await api.send(`GET ${path}?${query}`);
      expect(await readError(answer)).toMatchObject({
        status: 400,
        data: { cursor: { code: "validation_invalid_cursor" } },
      });
    }
  });
});
