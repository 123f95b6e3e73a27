import { describe, expect, test } from "bun:test";
import { shareOAuth2World } from "./oauth2-world.ts";

const world = await shareOAuth2World();

describe("oauth2-redirect", () => {
  const failure = "../_/#/auth/oauth2-redirect-failure";
  const success = "../_/#/auth/oauth2-redirect-success";
  const get = (query: string) =>
    world.api.send(`GET /api/oauth2-redirect${query}`);
  const post = (body: RequestInit["body"], headers?: Record<string, string>) =>
    world.api.send("POST /api/oauth2-redirect", {
      body,
      ...(headers && { headers }),
    });

  test.each([
    "",
    "?code=123",
    "?code=123&state=missing",
    "?state=__proto__&code=1",
    "?error=access_denied&state=x",
    "?state=x&code=1&redirect_uri=https://evil.test&url=//evil.test",
    "?state=%0d%0aLocation:%20https://evil.test&code=1",
    "?fields=((",
  ])("sends nobody anywhere else: %p", async (query) => {
    const response = await get(query);
    expect(response.status).toBe(307);
    expect(response.headers.get("location")).toBe(failure);
    expect(await response.text()).toBe("");
  });

  test.each([
    ["a form", new URLSearchParams({ state: "x", code: "1" }), undefined],
    ["nothing", "", undefined],
    ["broken JSON", "{", { "content-type": "application/json" }],
    ["another type", "x", { "content-type": "text/plain" }],
    [
      "too much",
      new URLSearchParams({ state: "x".repeat(100_000) }),
      undefined,
    ],
  ])("answers %s that is posted", async (_what, body, headers) => {
    const response = await post(body, headers);
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(failure);
  });

  test("tells the client that waits, once", async () => {
    const { oauth2Redirects } = world.api.app.auth;
    const received: unknown[] = [];
    const wait = (state: string) =>
      oauth2Redirects.wait(state, {
        address: "",
        receive: (answer) => void received.push(answer),
      });
    wait("s1");
    const asked = await world.api.send(
      "HEAD /api/oauth2-redirect?state=s1&code=c1",
    );
    expect(asked.headers.get("location")).toBe(failure);
    expect(received).toEqual([]);
    const response = await get("?state=s1&code=c1");
    expect(response.headers.get("location")).toBe(success);
    expect((await get("?state=s1&code=c1")).headers.get("location")).toBe(
      failure,
    );

    wait("s2");
    const denied = await get("?state=s2&error=access_denied");
    expect(denied.headers.get("location")).toBe(failure);

    wait("s3");
    const posted = await post(
      new URLSearchParams({
        state: "s3",
        code: "12",
        user: '{"name":{"firstName":"Ann","lastName":"Apple"}}',
      }),
    );
    expect(posted.headers.get("location")).toBe(success);
    expect(received).toEqual([
      { state: "s1", code: "c1" },
      { state: "s2", code: "", error: "access_denied" },
      { state: "s3", code: "12" },
    ]);
    expect(oauth2Redirects.takeName("12")).toBe("Ann Apple");
    expect(oauth2Redirects.takeName("12")).toBe("");
  });
});
