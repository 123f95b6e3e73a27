import { afterAll, beforeAll, describe, expect, spyOn, test } from "bun:test";
import { type MailingApp, openMailingApp } from "./mailing-app.ts";

let api: MailingApp;
beforeAll(async () => {
  api = await openMailingApp();
  await api.newUser("known@example.com");
});
afterAll(() => api.close());

/** All that a client sees of an answer. */
async function seen(response: Response) {
  return {
    status: response.status,
    headers: [...response.headers],
    body: await response.text(),
  };
}

describe.each(["request-verification", "request-password-reset"])(
  "%s",
  (step) => {
    const ask = (email: string) =>
      api.send(`POST /api/collections/users/${step}`, { json: { email } });

    test("answers an unknown address as a known one, the first time and again", async () => {
      const unknown = await seen(await ask("unknown@example.com"));
      expect(unknown).toMatchObject({ status: 204, body: "" });
      const before = api.mails.mails.length;
      expect(await seen(await ask("known@example.com"))).toEqual(unknown);
      await api.app.background.finished();
      expect(api.mails.mails).toHaveLength(before + 1);
      expect(await seen(await ask("known@example.com"))).toEqual(unknown);
      await api.app.background.finished();
      expect(api.mails.mails).toHaveLength(before + 1);
    });

    test.each(["known@example.com", "unknown@example.com"])(
      "has answered before it looks for %s",
      async (email) => {
        const lookups = spyOn(api.app.records, "findBy");
        try {
          const response = await ask(email);
          expect(response.status).toBe(204);
          expect(lookups).not.toHaveBeenCalled();
          await api.app.background.finished();
          expect(lookups).toHaveBeenCalledTimes(1);
        } finally {
          lookups.mockRestore();
        }
      },
    );

    test("answers the same when the mail cannot be sent, of which the log knows", async () => {
      const email = `${step}@example.com`;
      await api.newUser(email);
      const unknown = await seen(await ask("unknown@example.com"));
      const logged = spyOn(api.app.log, "error").mockImplementation(() => {});
      const { smtp } = api.app.settings.current;
      await api.sudo("PATCH /api/settings", {
        json: { smtp: { ...smtp, port: 1 } },
      });
      try {
        expect(await seen(await ask(email))).toEqual(unknown);
        await api.app.background.finished();
        expect(logged).toHaveBeenCalledTimes(1);
      } finally {
        logged.mockRestore();
        await api.sudo("PATCH /api/settings", { json: { smtp } });
      }
    });
  },
);
