import { afterAll, beforeAll, expect, spyOn, test } from "bun:test";
import { type LimitedApp, openLimitedApp } from "./open-limited-app.ts";

let limited: LimitedApp;

beforeAll(async () => {
  limited = await openLimitedApp();
  const { collections } = limited.app;
  const fields = [
    { name: "title", type: "text" },
    { name: "open", type: "bool" },
  ];
  const listRule = "open = true";
  await collections.create({ name: "letters", type: "base", fields, listRule });
  await limited.sudo("POST /api/collections/letters/records", {
    json: { title: "found", open: true },
  });
});
afterAll(() => limited.close());

const path = "GET /api/collections/letters/records";
const search = `${path}?filter=title%3D'x'`;

const cases: [
  what: string,
  line: string,
  isSuperuser: boolean,
  times: number,
][] = [
  ["who finds nothing", search, false, 1],
  ["a superuser", search, true, 0],
  ["who finds something", search.replace("'x'", "'found'"), false, 0],
  ["who reads a page that is empty", `${path}?page=9`, false, 0],
  // Nothing is hidden where no rule hides it.
  ["who searches what is open", search.replace("letters", "posts"), false, 0],
];
test.each(cases)(
  "of searches, %s is asked to wait or not",
  async (_, line, isSuperuser, times) => {
    using pause = spyOn(limited.app.limits, "pauseAfterGuess");
    const response = await limited.send(line, {
      headers: { "X-Real-IP": "10.0.0.1" },
      ...(isSuperuser && { token: limited.token }),
    });
    expect(response.status).toBe(200);
    expect(pause).toHaveBeenCalledTimes(times);
  },
);

test("who is slowed down gets the same answer", async () => {
  const ask = async () => {
    const headers = { "X-Real-IP": "10.0.0.2" };
    return (await limited.send(search, { headers })).json();
  };
  const first = await ask();
  using pause = spyOn(limited.app.limits, "pauseAfterGuess");
  pause.mockReturnValue(1);
  expect(await ask()).toEqual(first);
});
