import { describe, expect, spyOn, test } from "bun:test";
import { sql } from "drizzle-orm";
import { serverRequest } from "../../../../src/core/request.ts";
import { readError } from "../../../http/open-test-app.ts";
import { createUser, shareFilesApp } from "./files-app.ts";

const { api, files, tokenOf, userToken } = await shareFilesApp();

describe("file tokens", () => {
  test("are for those who are logged in", async () => {
    for (const token of [undefined, "x", await tokenOf(userToken)]) {
      const answer = await api.send("POST /api/files/token", {
        ...(token !== undefined && { token }),
      });
      expect((await readError(answer)).status).toBe(401);
    }
  });

  test("end when the collection says", async () => {
    const token = await tokenOf(userToken);
    const claims = JSON.parse(
      Buffer.from(token.split(".")[1]!, "base64url").toString(),
    ) as { exp: number; type: string };
    expect(claims.type).toBe("file");
    const lasts = claims.exp - Date.now() / 1000;
    const users = api.app.collections.find("users")!;
    const { duration } =
      users.type === "auth" ? users.fileToken : { duration: 0 };
    expect(Math.abs(lasts - duration)).toBeLessThan(3);
  });

  test("can be changed by a hook", async () => {
    const stop = api.app.hooks.onFileTokenRequest.add((event, next) => {
      event.token = `for ${String(event.record.values["email"])}`;
      return next();
    });
    expect(await tokenOf(userToken)).toBe("for user@example.com");
    stop();
  });
});

describe("a protected file", () => {
  const secret = async (query: string, login?: string) => {
    const answer = await api.send(`GET ${files}/secret.txt${query}`, {
      ...(login !== undefined && { token: login }),
    });
    if (answer.status !== 200) await readError(answer);
    return answer.status;
  };
  const setRule = async (viewRule: string | null) => {
    await api.app.collections.update("docs", { viewRule });
  };

  test("is for whom the view rule lets see the record, by file token alone", async () => {
    const mine = await tokenOf(userToken);
    const root = await tokenOf(api.token);
    for (const [rule, guest, user, superuser] of [
      [null, 404, 404, 200],
      ["", 200, 200, 200],
      ["@request.auth.id != ''", 404, 200, 200],
      ["@request.auth.email = 'other@example.com'", 404, 404, 200],
      ["@request.context = 'protectedFile'", 200, 200, 200],
      ["@request.context = 'default'", 404, 404, 200],
      ["@request.method = 'GET' && @request.query.key = '1'", 404, 404, 200],
      ["title = ''", 200, 200, 200],
      ["title = 'other'", 404, 404, 200],
    ] as const) {
      await setRule(rule);
      const seen = [
        await secret(""),
        await secret(`?token=${mine}`),
        await secret(`?token=${root}`),
      ];
      expect([rule, ...seen]).toEqual([rule, guest, user, superuser]);
      expect(await secret("?token=x")).toBe(guest);
      // Neither a login nor its token says who may.
      expect(await secret("", api.token)).toBe(guest);
      expect(await secret(`?token=${api.token}`)).toBe(guest);
    }
    await setRule("@request.query.key = '1'");
    expect(await secret("?key=1")).toBe(200);
    await setRule(null);
  });

  test("is closed where the rule is not understood any more", async () => {
    const warn = spyOn(api.app.log, "warn").mockImplementation(() => {});
    await api.app.database.run(
      sql`update _collections set viewRule = 'gone = 1' where name = 'docs'`,
    );
    await api.app.collections.reload();
    expect(await secret(`?token=${await tokenOf(userToken)}`)).toBe(404);
    expect(warn).toHaveBeenCalled();
    warn.mockRestore();
    await setRule(null);
  });

  test("is closed to tokens whose owner has changed the password or is gone", async () => {
    await setRule("@request.auth.id != ''");
    const user = await createUser(api, "leaving@example.com");
    const token = await tokenOf(api.app.auth.issueToken(user));
    expect(await secret(`?token=${token}`)).toBe(200);
    await api.app.records.update(user.collection, user.id, undefined, {
      ...serverRequest,
      body: { password: "abcdefghij", passwordConfirm: "abcdefghij" },
    });
    expect(await secret(`?token=${token}`)).toBe(404);
    await setRule(null);
  });
});
