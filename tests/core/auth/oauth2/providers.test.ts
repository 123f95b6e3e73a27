import { describe, expect, test } from "bun:test";
import type { ExternalUser } from "../../../../src/core/auth/oauth2/provider.ts";
import {
  oauth2ProviderList,
  oauth2ProviderNamed,
} from "../../../../src/core/auth/oauth2/providers/index.ts";
import { isKnownProvider } from "../../../../src/core/collections/oauth2-providers.ts";
import { isObject, type Json } from "../../../../src/core/json.ts";
import { providerFacts } from "./provider-facts.ts";
import { providerLogins } from "./provider-logins/index.ts";
import type { ProviderLogin } from "./provider-logins/login.ts";
import { logInWith, type StandInAnswer, standIn } from "./provider-stand-in.ts";

test("the providers are those of the table, in its order", () => {
  expect(oauth2ProviderList.map(({ name }) => name)).toEqual(
    providerFacts.map(({ name }) => name),
  );
});

test.each([...providerFacts])("$name is as its table says", (facts) => {
  const { authParameters = {}, ...provider } = oauth2ProviderNamed(facts.name)!;
  expect({ ...provider, authParameters }).toMatchObject(facts);
});

test.each([...oauth2ProviderList])("$name has a logo", ({ logo }) => {
  expect(logo).toMatch(/^<svg [^>]*viewBox="0 0 24 24"[^>]*>.+<\/svg>$/);
  expect(logo).toMatch(/fill="#[0-9A-Fa-f]{6}"/);
  expect(logo).not.toMatch(/<script|\son\w+=|href/i);
});

test.each(["", "GitHub", "instagram", "oidc4", "__proto__", "constructor"])(
  "there is no provider %j",
  (name) => {
    expect(oauth2ProviderNamed(name)).toBeUndefined();
    expect(isKnownProvider(name)).toBe(false);
  },
);

test("every provider's users are shown by an example", () => {
  const shown = new Set(providerLogins.map(({ provider }) => provider));
  // in open-id-tokens.test.ts, as it has nothing but an ID token
  shown.add("apple");
  expect(shown).toEqual(new Set(providerFacts.map(({ name }) => name)));
});

describe.each([...providerLogins])("a login with $provider", (login) => {
  test("tells who it was", async () => {
    using provider = standIn(answersOf(login));
    const { user, raw } = await logIn(login, provider.origin);

    expect(user).toEqual(login.user);
    expect(raw).toEqual({ ...(login.answer as object), ...login.rawUser });
    expect(provider.asked).toMatchObject([
      {
        method: "GET",
        path: pathOf(login),
        body: null,
        ...login.asked,
        headers: { authorization: "Bearer access", ...login.asked?.headers },
      },
      ...(login.also === undefined
        ? []
        : [
            {
              method: "GET",
              path: login.also.path,
              headers: { authorization: "Bearer access" },
            },
          ]),
    ]);
  });

  const variants = (login.but ?? []).map(({ user, ...rest }) => ({
    ...rest,
    outcome: user,
  }));
  const refused = variants.filter(({ outcome }) => outcome === "refused");
  const read = variants.filter(({ outcome }) => outcome !== "refused");
  const varied = (variant: (typeof variants)[number]): ProviderLogin => ({
    ...login,
    answer: layOver(login.answer, variant.answer),
    ...(variant.tokens !== undefined && { tokens: variant.tokens }),
    ...(variant.also !== undefined &&
      login.also !== undefined && { also: { ...login.also, ...variant.also } }),
  });

  if (read.length > 0)
    test.each(read)("is read with $title", async (variant) => {
      const changed = varied(variant);
      using provider = standIn(answersOf(changed));
      const { user } = await logIn(changed, provider.origin);
      expect(user).toEqual({
        ...login.user,
        ...(variant.outcome as Partial<ExternalUser>),
      });
    });

  if (refused.length > 0)
    test.each(refused)("is refused with $title", async (variant) => {
      const changed = varied(variant);
      using provider = standIn(answersOf(changed));
      await expect(logIn(changed, provider.origin)).rejects.toThrow(Error);
    });

  test("is refused when the provider refuses", async () => {
    using provider = standIn({ [pathOf(login)]: { status: 401, text: "{}" } });
    await expect(logIn(login, provider.origin)).rejects.toMatchObject({
      name: "ProviderRefusal",
      status: 401,
    });
  });

  test("is refused when the answer has nothing of a user", async () => {
    let text = "";
    using provider = standIn({
      get [pathOf(login)]() {
        return { text };
      },
    });
    for (text of uselessAnswers) {
      const failure = await logIn(login, provider.origin).catch(
        (error: unknown) => error,
      );
      expect(failure, text).toBeInstanceOf(Error);
      expect(failure, text).not.toBeInstanceOf(TypeError);
    }
  });

  test("takes no key from a prototype", async () => {
    const text = `{"__proto__":${JSON.stringify(login.answer)}}`;
    using provider = standIn({
      ...answersOf(login),
      [pathOf(login)]: { text },
    });
    await expect(logIn(login, provider.origin)).rejects.toThrow(
      /who logged in|not active|not enabled/,
    );
  });

  test("yields texts only, or fails as a login does, whatever a value is", async () => {
    const answers = oddAnswers(login.answer);
    expect(answers.length).toBeGreaterThan(20);
    let text = "";
    using provider = standIn({
      ...answersOf(login),
      get [pathOf(login)]() {
        return { text };
      },
    });
    for (const answer of answers) {
      text = JSON.stringify(answer);
      try {
        const { user } = await logIn(login, provider.origin);
        const { id, name, username, email, avatarURL, ...others } = user;
        expect(id).not.toBe("");
        for (const value of [id, name, username, email, avatarURL])
          expect(value).toBeString();
        expect(others).toEqual({});
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
        expect(String(error)).toMatch(/^Error: The .+\.$/);
      }
    }
  });
});

describe("an id with 64 bits", () => {
  test.each([
    ["github", '{"id":9223372036854775807}', "9223372036854775807"],
    ["kakao", '{"id":-9007199254740993}', "-9007199254740993"],
    [
      "vk",
      '{"response":[{"id":18446744073709551615}]}',
      "18446744073709551615",
    ],
    ["strava", '{"id":9007199254740993}', "9007199254740993"],
    ["facebook", '{"id":"00123"}', "00123"],
  ])("of %s keeps its digits", async (name, text, id) => {
    const path = pathOf({ provider: name });
    using provider = standIn({
      [path]: { text },
      "/user/emails": { status: 403, text: "{}" },
    });
    const { user } = await logInWith(name, {
      userInfoURL: provider.origin + path,
    });
    expect(user.id).toBe(id);
  });
});

const uselessAnswers = [
  "",
  "no JSON",
  "null",
  "true",
  "5",
  '"text"',
  "[]",
  "[{}]",
  "{}",
  '{"data":null}',
  '{"data":[]}',
  '{"data":[null]}',
  '{"response":[7]}',
  '{"length":1,"constructor":{"id":1}}',
  '{"id":{},"sub":[],"uuid":true,"user_id":1.5,"account_id":null,"active":true}',
  '{"id":1e999,"active":true,"account_status":"active","status":"active"}',
];

/** The path and query at which a provider tells of the user. */
function pathOf({ provider }: Pick<ProviderLogin, "provider">): string {
  const { userInfoURL } = oauth2ProviderNamed(provider)!;
  if (userInfoURL === "") return "/userinfo";
  const { pathname, search } = new URL(userInfoURL);
  return pathname + search;
}

function answersOf(login: ProviderLogin): Record<string, StandInAnswer> {
  const { answer, also } = login;
  return {
    [pathOf(login)]: { answer },
    ...(also !== undefined && { [also.path]: also }),
  };
}

function logIn(login: ProviderLogin, origin: string) {
  return logInWith(login.provider, {
    userInfoURL: origin + pathOf(login),
    ...(login.tokens !== undefined && { tokens: login.tokens }),
  });
}

/** Objects key by key; anything else replaces what was there. */
function layOver(below: Json, above: Json | undefined): Json {
  if (above === undefined) return below;
  if (!isObject(below) || !isObject(above)) return above;
  const laid: Record<string, Json> = { ...(below as Record<string, Json>) };
  for (const [key, value] of Object.entries(above as Record<string, Json>))
    laid[key] = layOver(laid[key] ?? null, value);
  return laid;
}

/** The answer again and again, each time with one value, at any depth, replaced by an odd one or left out. */
function oddAnswers(answer: Json): Json[] {
  const odd: readonly Json[] = [null, true, 0, -1.5, "", "odd", [], [[]], {}];
  if (Array.isArray(answer)) {
    return answer.flatMap((item: Json, index) =>
      [...odd, ...oddAnswers(item)].map((value) => answer.with(index, value)),
    );
  }
  if (!isObject(answer)) return [];
  return Object.entries(answer as Record<string, Json>).flatMap(
    ([key, value]) => {
      const { [key]: _, ...without } = answer as Record<string, Json>;
      return [
        without,
        ...[...odd, ...oddAnswers(value)].map((other) => ({
          ...without,
          [key]: other,
        })),
      ];
    },
  );
}
