import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readError } from "../open-test-app.ts";
import {
  type LimitedApp,
  openLimitedApp,
  type Rule,
} from "./open-limited-app.ts";

let limited: LimitedApp;
let addresses = 0;

beforeAll(async () => {
  limited = await openLimitedApp();
});
afterAll(() => limited.close());

type Who = "guest" | "user" | "superuser";

/** A request, who sends it, and what with. */
type Step = readonly [line: string, who?: Who, json?: unknown];

/** What is answered to the steps, all from one address that nobody else has. */
async function statusesOf(steps: readonly Step[]): Promise<number[]> {
  const address = `10.0.0.${++addresses}`;
  const statuses: number[] = [];
  for (const [line, who = "guest", json] of steps) {
    const token = {
      guest: undefined,
      user: limited.userToken,
      superuser: limited.token,
    }[who];
    const response = await limited.send(line, {
      headers: { "X-Real-IP": address },
      ...(token !== undefined && { token }),
      ...(json !== undefined && { json }),
    });
    statuses.push(response.status);
    await response.body?.cancel();
  }
  return statuses;
}

function times(count: number, ...step: Step): Step[] {
  return Array.from({ length: count }, () => step);
}

const list = "GET /api/collections/posts/records";
const otherList = "GET /api/collections/notes/records";
const health = "GET /api/health";
const logIn = "POST /api/collections/users/auth-with-password";
const wrong = { identity: "user@example.com", password: "wrong" };
const title = { title: "a" };

const cases: [
  behaviour: string,
  rules: Rule[],
  steps: Step[],
  statuses: number[],
][] = [
  [
    "an action of a collection, and of no other",
    [["posts:list", 2]],
    [...times(3, list), [otherList], ["GET /api/collections/posts/records/x"]],
    [200, 200, 429, 200, 404],
  ],
  [
    "superusers are not limited",
    [["posts:list", 1]],
    [[list], [list], ...times(3, list, "superuser")],
    [200, 429, 200, 200, 200],
  ],
  [
    "an action of all collections, each for itself",
    [["*:list", 1]],
    [...times(2, list), ...times(2, otherList)],
    [200, 429, 200, 429],
  ],
  [
    "a collection's own limit comes before that of all",
    [
      ["*:list", 1],
      ["posts:list", 2],
    ],
    [...times(3, list), ...times(2, otherList)],
    [200, 200, 429, 200, 429],
  ],
  [
    "records are viewed, changed and deleted under their collection's action, whatever their id",
    [
      ["*:view", 1],
      ["*:update", 1],
      ["*:delete", 1],
      ["*:create", 1],
    ],
    [
      ["GET /api/collections/posts/records/x"],
      ["GET /api/collections/posts/records/y"],
      ["PATCH /api/collections/posts/records/x", "guest", title],
      ["PATCH /api/collections/posts/records/y", "guest", title],
      ["DELETE /api/collections/posts/records/x"],
      ["DELETE /api/collections/posts/records/y"],
      ["POST /api/collections/posts/records", "guest", title],
      ["POST /api/collections/posts/records", "guest", title],
    ],
    [404, 429, 404, 429, 404, 429, 200, 429],
  ],
  [
    "all ways to log in have a common label, and are counted apart",
    [["*:auth", 1]],
    [
      ...times(2, logIn, "guest", wrong),
      ...times(2, "POST /api/collections/users/auth-with-otp", "guest", {
        otpId: "x",
        password: "123456",
      }),
      ...times(2, "POST /api/collections/users/auth-with-oauth2", "guest", {}),
    ],
    [400, 429, 403, 429, 403, 429],
  ],
  [
    "the other steps of logins have a label each",
    [
      ["*:listAuthMethods", 1],
      ["*:authRefresh", 1],
      ["*:requestOTP", 1],
      ["*:requestPasswordReset", 1],
      ["*:confirmPasswordReset", 1],
      ["*:requestVerification", 1],
      ["*:confirmVerification", 1],
      ["*:requestEmailChange", 1],
      ["*:confirmEmailChange", 1],
    ],
    [
      ...times(2, "GET /api/collections/users/auth-methods"),
      ...times(2, "POST /api/collections/users/auth-refresh", "user"),
      ...[
        "request-otp",
        "request-password-reset",
        "confirm-password-reset",
        "request-verification",
        "confirm-verification",
        "request-email-change",
        "confirm-email-change",
      ].flatMap((route) =>
        times(2, `POST /api/collections/users/${route}`, "user", {}),
      ),
    ],
    [
      200, 429, 200, 429, 403, 429, 400, 429, 400, 429, 400, 429, 400, 429, 400,
      429, 400, 429,
    ],
  ],
  [
    "a path, with any method",
    [["/api/health", 2]],
    [[health], ["HEAD /api/health"], [health], ["HEAD /api/health?a=b"]],
    [200, 200, 429, 429],
  ],
  [
    "a path with its method",
    [["GET /api/health", 1]],
    [[health], ["HEAD /api/health"], [health], ["HEAD /api/health"]],
    [200, 200, 429, 200],
  ],
  [
    "the beginning of paths, all of which count together",
    [["/api/", 2]],
    [[health], ["GET /api/settings"], [health], ["GET /api/nothing"]],
    [200, 401, 429, 429],
  ],
  [
    "the beginning of paths of collections' actions, each of which counts for itself",
    [["/api/", 1]],
    [[health], ...times(2, list), ...times(2, otherList), [health]],
    [200, 200, 429, 200, 429, 429],
  ],
  [
    "a path that begins like a label without a slash at its end is another one",
    [["/api", 1]],
    times(2, health),
    [200, 200],
  ],
  [
    "the method comes before the path, the whole path before a part, and the first part before others",
    [
      ["/api/health", 1],
      ["GET /api/", 2],
      ["GET /", 1],
    ],
    times(3, health),
    [200, 200, 429],
  ],
  [
    "paths that nothing answers, files and the admin count too",
    [["/", 3]],
    [
      ["GET /"],
      ["GET /x"],
      ["GET /api/nothing"],
      ["GET /_/"],
      ["GET /api/docs"],
    ],
    [404, 404, 404, 429, 429],
  ],
  [
    "the question of a browser before a request does not count",
    [["/", 1]],
    [...times(3, "OPTIONS /api/health"), ...times(2, health)],
    [204, 204, 204, 200, 429],
  ],
  [
    "guests only",
    [["posts:list", 1, "@guest"]],
    [...times(2, list), ...times(2, list, "user")],
    [200, 429, 200, 200],
  ],
  [
    "users only",
    [["posts:list", 1, "@auth"]],
    [...times(2, list), ...times(2, list, "user")],
    [200, 200, 200, 429],
  ],
  [
    "guests fall under the next label if a limit is for users",
    [
      ["posts:list", 1, "@auth"],
      ["*:list", 2],
    ],
    [...times(3, list), [list, "user"], [list, "user"]],
    [200, 200, 429, 200, 429],
  ],
  [
    "users and guests of one address count together where a limit is for both",
    [["posts:list", 2]],
    [[list], [list, "user"], [list]],
    [200, 200, 429],
  ],
  [
    "files of a collection",
    [["*:file", 1]],
    [
      ["GET /api/files/posts/x/y.txt"],
      ["HEAD /api/files/posts/x/y.txt"],
      ["GET /api/files/nothing/x/y.txt"],
    ],
    [404, 429, 404],
  ],
  [
    "realtime and redirects of providers",
    [
      ["/api/realtime", 1],
      ["/api/oauth2-redirect", 1],
    ],
    [
      ["HEAD /api/realtime"],
      ["GET /api/realtime"],
      ["POST /api/realtime", "guest", {}],
      ["GET /api/oauth2-redirect"],
      ["HEAD /api/oauth2-redirect"],
      ["POST /api/oauth2-redirect", "guest", {}],
    ],
    [200, 429, 429, 307, 429, 429],
  ],
  [
    "a collection that does not exist has no limits",
    [["/api/", 1]],
    times(2, "GET /api/collections/nothing/records"),
    [404, 404],
  ],
];

describe("rate limits", () => {
  test.each(cases)("%s", async (_, rules, steps, statuses) => {
    await limited.setRules(rules);
    expect(await statusesOf(steps)).toEqual(statuses);
  });

  test("every route is under the limit of its path or of its collection", async () => {
    const document = (await (
      await limited.send("GET /api/docs/json")
    ).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const lines = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(
        (method) =>
          `${method.toUpperCase()} ${path
            .replace("{collection}", "users")
            .replaceAll(/\{\w+\}/g, "x")}`,
      ),
    );
    expect(lines.length).toBeGreaterThan(40);
    await limited.setRules([["/api/", 1]]);
    const free: string[] = [];
    for (const line of lines) {
      const [, second] = await statusesOf([[line], [line]]);
      if (second !== 429) free.push(line);
    }
    expect(free).toEqual([]);
  });

  test("what is refused is told when to come back, in the API's shape", async () => {
    await limited.setRules([["/api/health", 1]]);
    const ask = () =>
      limited.send(health, { headers: { "X-Real-IP": "10.1.0.1" } });
    await ask();
    const refused = await ask();
    expect(Number(refused.headers.get("Retry-After"))).toBeWithin(1, 301);
    expect(refused.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(refused.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(await readError(refused)).toEqual({
      status: 429,
      message: "Too Many Requests.",
      data: {},
    });
  });

  test("what is refused is neither read nor worked on", async () => {
    await limited.setRules([
      ["posts:create", 1],
      ["users:auth", 1],
    ]);
    const headers = {
      "X-Real-IP": "10.1.0.2",
      "Content-Type": "application/json",
    };
    for (const line of ["POST /api/collections/posts/records", logIn]) {
      await limited.send(line, { headers, body: "{}" });
      let reads = 0;
      const body = new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            reads++;
            controller.enqueue(new Uint8Array(1024));
          },
        },
        { highWaterMark: 0 },
      );
      const response = await limited.send(line, { headers, body });
      expect([response.status, reads]).toEqual([429, 0]);
    }
  });
});
