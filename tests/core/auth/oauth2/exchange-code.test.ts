import {
  afterAll,
  beforeEach,
  describe,
  expect,
  setSystemTime,
  test,
} from "bun:test";
import {
  createCodeExchange,
  type ExchangeCode,
} from "../../../../src/core/auth/oauth2/exchange-code.ts";
import type { ProviderOptions } from "../../../../src/core/auth/oauth2/provider.ts";
import { createProviderFetch } from "../../../../src/core/auth/oauth2/provider-fetch.ts";

/** What the token endpoint says next, and what it was asked. */
let answer: (request: Request, form: URLSearchParams) => Response;
const asked: { authorization: string | null; form: URLSearchParams }[] = [];
const server = Bun.serve({
  port: 0,
  hostname: "127.0.0.1",
  async fetch(request) {
    const form = new URLSearchParams(await request.text());
    asked.push({ authorization: request.headers.get("authorization"), form });
    return answer(request, form);
  },
});
afterAll(() => server.stop(true));

const options: ProviderOptions = {
  name: "oidc",
  displayName: "",
  clientId: "my-client.id_1",
  clientSecret: "s3cret +:/%",
  authURL: "",
  tokenURL: `${server.url.origin}/token`,
  userInfoURL: "",
  pkce: true,
  scopes: [],
  extra: {},
};
const grant = { code: "c", codeVerifier: "v", redirectURL: "https://app.test" };

let exchange: (changes?: Partial<ProviderOptions>) => ReturnType<ExchangeCode>;
beforeEach(() => {
  const exchangeCode = createCodeExchange();
  exchange = (changes) =>
    exchangeCode({ ...options, ...changes }, grant, createProviderFetch());
  asked.length = 0;
  answer = () => Response.json({ access_token: "t" });
});
const failure = async (changes?: Partial<ProviderOptions>) => {
  const outcome = await exchange(changes).catch((error: unknown) => error);
  if (!(outcome instanceof Error)) throw new Error("it succeeded");
  return outcome.message;
};

describe("the client's credentials", () => {
  test("go into the header, in the form encoding of RFC 6749", async () => {
    await exchange();
    expect(asked).toHaveLength(1);
    const { authorization, form } = asked[0]!;
    expect(authorization).toStartWith("Basic ");
    expect(atob(authorization!.slice("Basic ".length))).toBe(
      "my-client.id_1:s3cret+%2B%3A%2F%25",
    );
    expect(Object.fromEntries(form)).toEqual({
      grant_type: "authorization_code",
      code: "c",
      code_verifier: "v",
      redirect_uri: "https://app.test",
    });
  });

  test.each([
    [
      "invalid_client",
      () => Response.json({ error: "invalid_client" }, { status: 401 }),
    ],
    [
      "an error of its own",
      () =>
        Response.json(
          { error: { type: "OAuthException", message: "Missing client_id" } },
          { status: 400 },
        ),
    ],
    [
      "an error with status 200",
      () => Response.json({ error: "incorrect_client_credentials" }),
    ],
    ["a page", () => new Response("<html>", { status: 403 })],
  ])(
    "go into the body of a provider that answers %s, from then on at once",
    async (_what, refusal) => {
      answer = (_request, form) =>
        form.get("client_secret") === options.clientSecret &&
        form.get("client_id") === options.clientId
          ? Response.json({ access_token: "t" })
          : refusal();
      expect((await exchange()).accessToken).toBe("t");
      await exchange();
      expect(asked.map(({ authorization }) => authorization === null)).toEqual([
        false,
        true,
        true,
      ]);
    },
  );

  test("are tried anew once they are refused where they were taken before", async () => {
    await exchange();
    answer = () => Response.json({ error: "invalid_client" }, { status: 401 });
    await failure();
    asked.length = 0;
    await failure();
    expect(asked).toHaveLength(2);
  });

  test("are not sent twice for a bad code", async () => {
    answer = () => Response.json({ error: "invalid_grant" }, { status: 400 });
    expect(await failure()).toContain("invalid_grant");
    expect(asked).toHaveLength(1);
  });

  test("are not sent on to where a provider redirects", async () => {
    answer = (request) =>
      new URL(request.url).pathname === "/elsewhere"
        ? Response.json({ access_token: "stolen" })
        : new Response(null, {
            status: 307,
            headers: { location: "/elsewhere" },
          });
    await failure();
    expect(asked.every(({ form }) => form.get("code") === "c")).toBe(true);
    expect(asked).toHaveLength(2);
  });
});

describe("tokens are read from", () => {
  const date = new Date("2026-01-02T03:04:05.000Z");
  const inAnHour = new Date("2026-01-02T04:04:05.000Z");
  const form = (type: string) =>
    new Response("access_token=t&refresh_token=r&expires_in=3600&scope=a", {
      headers: { "content-type": type },
    });
  const full = { access_token: "t", refresh_token: "r", expires_in: 3600 };

  test.each([
    [
      "an answer by the book",
      Response.json({ ...full, token_type: "Bearer", scope: "a" }),
    ],
    ["one without a type", Response.json(full)],
    ["seconds as text", Response.json({ ...full, expires_in: "3600" })],
    ["scopes as a list", Response.json({ ...full, scope: ["a"] })],
    [
      "an ID token that nobody asked for",
      Response.json({ ...full, id_token: "x.y.z" }),
    ],
    ["status 201", Response.json(full, { status: 201 })],
    ["a form", form("application/x-www-form-urlencoded; charset=utf-8")],
    ["a form that calls itself text", form("text/plain")],
    [
      "JSON that calls itself text",
      new Response(JSON.stringify(full), {
        headers: { "content-type": "text/plain" },
      }),
    ],
    [
      "JSON that calls itself HTML",
      new Response(JSON.stringify(full), {
        headers: { "content-type": "text/html" },
      }),
    ],
  ])("%s", async (_what, response) => {
    setSystemTime(date);
    answer = () => response;
    try {
      expect(await exchange()).toMatchObject({
        accessToken: "t",
        refreshToken: "r",
        expiry: inAnHour,
        raw: { access_token: "t" },
      });
    } finally {
      setSystemTime();
    }
  });

  test("big ids unrounded, and no expiry where none is given", async () => {
    answer = () =>
      new Response('{"access_token":"t","user_id":12345678901234567890}');
    expect(await exchange()).toMatchObject({
      expiry: undefined,
      refreshToken: "",
      raw: { user_id: "12345678901234567890" },
    });
  });

  test.each([
    ["no token", () => Response.json({ token_type: "bearer" })],
    ["an empty token", () => Response.json({ access_token: "" })],
    [
      "a token that is no text",
      () => Response.json({ access_token: { a: 1 } }),
    ],
    ["a list", () => Response.json([{ access_token: "t" }])],
    ["a page", () => new Response("<html>access_token=t</html>")],
    ["nothing", () => new Response(null, { status: 204 })],
    [
      "a token with an error",
      () => Response.json({ ...full, error: "access_denied" }),
    ],
    ["a token with a bad status", () => Response.json(full, { status: 500 })],
    ["two megabytes", () => new Response(" ".repeat(2 * 1024 * 1024))],
  ])("never %s", async (_what, response) => {
    answer = response;
    expect(await failure()).not.toBe("");
  });
});

test("a provider that does not answer is given up", async () => {
  let abandoned = false;
  const silent = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: (request) =>
      new Promise<Response>(() => {
        request.signal.addEventListener("abort", () => (abandoned = true));
      }),
  });
  const exchangeCode = createCodeExchange();
  const tokenURL = `${silent.url.origin}/`;
  const fetch = createProviderFetch({ time: 50 });
  const outcome = await exchangeCode(
    { ...options, tokenURL },
    grant,
    fetch,
  ).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(Error);
  await silent.stop(true);
  expect(abandoned).toBe(true);
});

test.each(["file:///etc/passwd", "data:,x", "nonsense", ""])(
  "%p is no address of a provider",
  async (tokenURL) => {
    expect(await failure({ tokenURL })).not.toBe("");
    const get = createProviderFetch()(tokenURL, { method: "GET" });
    expect(await get.catch((error: unknown) => error)).toBeInstanceOf(Error);
  },
);

test("credentials do not follow a redirect to another host", async () => {
  const other = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: (request) => new Response(request.headers.get("authorization")),
  });
  answer = () => Response.redirect(`http://localhost:${other.port}/`);
  const response = await createProviderFetch()(options.tokenURL, {
    method: "GET",
    headers: { authorization: "Bearer secret" },
  });
  expect(await response.text()).toBe("");
  await other.stop(true);
});
