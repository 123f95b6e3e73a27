import { afterAll, beforeAll, expect, test } from "bun:test";
import * as fc from "fast-check";
import { startMailServer, useMailServer } from "../support/mail-server.ts";
import { openTestApp, readError, type TestApp } from "./open-test-app.ts";

const user = { email: "ann@example.com", password: "1234567890" };
const nobody = "http://127.0.0.1:9/";
let api: TestApp;
let mails: Awaited<ReturnType<typeof startMailServer>>;
/** Tokens and ids that are good for something. */
let known: readonly string[];

beforeAll(async () => {
  api = await openTestApp();
  mails = await startMailServer();
  await useMailServer(api.app, mails);
  await api.sudo("PATCH /api/collections/users", {
    json: {
      otp: { enabled: true },
      oauth2: {
        enabled: true,
        providers: [
          {
            name: "oidc",
            clientId: "a",
            clientSecret: "b",
            authURL: nobody,
            tokenURL: nobody,
            userInfoURL: nobody,
          },
        ],
      },
    },
  });
  const created = await api.sudo("POST /api/collections/users/records", {
    json: { ...user, passwordConfirm: user.password },
  });
  const { id } = (await created.json()) as { id: string };
  const record = await api.app.records.findBy(
    api.app.collections.find("users")!,
    "email",
    user.email,
  );
  const { id: otpId, password } = await api.app.auth.createOneTimePassword(
    record!,
  );
  known = [id, otpId, password, api.app.auth.issueToken(record!), user.email];
});
afterAll(async () => {
  await api.close();
  await mails.close();
});

const steps = [
  "auth-with-password",
  "auth-with-otp",
  "request-otp",
  "auth-with-oauth2",
  "auth-refresh",
  "auth-methods",
  "request-verification",
  "confirm-verification",
  "request-password-reset",
  "confirm-password-reset",
  "request-email-change",
  "confirm-email-change",
  "impersonate/aaaaaaaaaaaaaaa",
];
const paths = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        fc.constantFrom("users", "_superusers", "_otps", "_pb_users_auth_"),
        fc.constantFrom(...steps),
      )
      .map(([name, step]) => `/api/collections/${name}/${step}`),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "/api/oauth2-redirect",
      "/api/settings",
      "/api/settings/test/email",
      "/api/settings/apple/generate-client-secret",
    ),
  },
);
const bodyNames =
  "identity password identityField otpId mfaId email token passwordConfirm newEmail duration provider code codeVerifier redirectURL redirectUrl createData state error user template collection clientId teamId keyId privateKey meta smtp s3 backups rateLimits superuserIPs".split(
    " ",
  );
const names = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(...bodyNames),
  },
  fc.constantFrom("__proto__", "constructor", "toString", "@jsonPayload", ""),
  fc.string({ maxLength: 6 }),
);
const nested = fc.dictionary(
  fc.constantFrom("appName", "rules", "host", "cron", "__proto__", "email"),
  fc.jsonValue({ maxDepth: 2 }),
);
const values = fc.oneof(
  fc.nat({ max: 4 }).map((index) => known[index]),
  fc.constantFrom("oidc", "email", "otp", user.password, "new@example.com"),
  fc.string({ unit: "binary" }),
  fc.double(),
  fc.bigInt({ min: 0n, max: 2n ** 70n }).map(Number),
  fc.jsonValue({ maxDepth: 3 }),
  nested,
);
const fields = fc.array(fc.tuple(names, values), { maxLength: 7 });
const asText = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);
const contents = fc.oneof(
  fields.map((pairs) => ({
    type: "application/json",
    body: JSON.stringify(Object.fromEntries(pairs)),
  })),
  fields.map((pairs) => ({
    type: "application/x-www-form-urlencoded",
    body: pairs
      .map((pair) =>
        pair.map((part) => encodeURIComponent(toWellFormed(part))).join("="),
      )
      .join("&"),
  })),
  fields.map((pairs) => ({
    type: "multipart/form-data; boundary=b",
    body: `${pairs.map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${asText(value)}\r\n`).join("")}--b--\r\n`,
  })),
  fc.record({
    type: fc.constantFrom("application/json", "text/plain", ""),
    body: fc.oneof(fc.json(), fc.string()),
  }),
);
const queries = fc
  .array(fc.tuple(names, values), { maxLength: 2 })
  .map((pairs) =>
    pairs
      .map((pair) =>
        pair.map((part) => encodeURIComponent(toWellFormed(part))).join("="),
      )
      .join("&"),
  );
function toWellFormed(part: unknown): string {
  return asText(part).toWellFormed();
}

test("whatever is sent to a way of logging in is answered or refused, never failed at", async () => {
  const request = fc.record({
    method: fc.oneof(
      { weight: 6, arbitrary: fc.constant("POST") },
      fc.constantFrom("GET", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS"),
    ),
    path: paths,
    query: queries,
    content: contents,
    who: fc.constantFrom("guest", "user", "superuser", "nonsense"),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, query, content, who }) => {
      const token = { guest: "", user: known[3]!, superuser: api.token };
      const bare = method === "GET" || method === "HEAD";
      const response = await api.send(`${method} ${path}?${query}`, {
        token: who === "nonsense" ? "a.b.c" : token[who],
        ...(bare
          ? {}
          : {
              body: content.body,
              headers: { "Content-Type": content.type },
            }),
      });
      expect(response.status).toBeLessThan(500);
      if (response.status >= 400 && method !== "HEAD") {
        await readError(response);
      }
    }),
    { numRuns: 1500 },
  );
}, 60_000);
