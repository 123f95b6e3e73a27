import type { App } from "../../../src/core/app.ts";
import { serverRequest } from "../../../src/core/request.ts";
import type { HandlerOptions } from "../../../src/http/create-handler.ts";
import { openTestApp, type TestApp } from "../open-test-app.ts";

/** A rate limit: its label, how many requests in five minutes, and for whom. */
export type Rule = readonly [
  label: string,
  maxRequests: number,
  audience?: string,
];

/** An app whose clients say in a header where they come from. */
export interface LimitedApp extends TestApp {
  /** A user's token. */
  readonly userToken: string;
  setRules(rules: readonly Rule[]): Promise<void>;
}

const fields = [{ name: "title", type: "text" }];
const open = {
  listRule: "",
  viewRule: "",
  createRule: "",
  updateRule: "",
  deleteRule: "",
};

export async function openLimitedApp(
  options: Partial<HandlerOptions> = {},
): Promise<LimitedApp> {
  const test = await openTestApp(options);
  const { app } = test;
  for (const name of ["posts", "notes"]) {
    await app.collections.create({ name, type: "base", fields, ...open });
  }
  await app.settings.update({
    trustedProxy: { headers: ["X-Real-IP"] },
    batch: { enabled: true },
  });
  return {
    ...test,
    userToken: await createUser(app),
    setRules: (rules) =>
      app.settings.update({
        rateLimits: {
          enabled: rules.length > 0,
          rules: rules.map(([label, maxRequests, audience = ""]) => ({
            label,
            maxRequests,
            audience,
            duration: 300,
          })),
        },
      }),
  };
}

export const user = { email: "user@example.com", password: "1234567890" };

async function createUser({ collections, records, auth }: App) {
  const users = collections.find("users")!;
  await records.create(users, undefined, {
    ...serverRequest,
    body: { ...user, passwordConfirm: user.password },
  });
  const record = await records.findBy(users, "email", user.email);
  return auth.issueToken(record!);
}
