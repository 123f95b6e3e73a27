import { serverRequest } from "../../../src/core/request.ts";
import type { TestApp } from "../../http/open-test-app.ts";

let made = 0;

/** Makes a new user of `users`, who is no superuser, and a token for them. */
export async function tokenOfUser({ app }: TestApp): Promise<string> {
  const users = app.collections.find("users")!;
  const { id } = await app.records.create(users, undefined, {
    ...serverRequest,
    body: {
      email: `user${++made}@example.com`,
      password: "1234567890",
      passwordConfirm: "1234567890",
    },
  });
  const user = await app.records.find(users, String(id));
  return app.auth.issueToken(user!);
}
