import { describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { join } from "node:path";
import { openApp } from "../../../src/core/open-app.ts";
import {
  app,
  codes,
  openSettingsForEachTest,
  refusal,
  stored,
  temp,
} from "./open-settings.ts";

openSettingsForEachTest();

describe("a change", () => {
  test("is effective at once, leaves the rest alone and is there after a restart", async () => {
    const before = app.settings.current;
    await app.settings.update({
      meta: { appName: "Chess club" },
      logs: { maxDays: 0 },
    });
    const expected = {
      ...before,
      meta: { ...before.meta, appName: "Chess club" },
      logs: { ...before.logs, maxDays: 0 },
    };
    expect(app.settings.current).toEqual(expected);
    const other = await openApp({
      dir: join(temp.dir, "pb_data"),
      serve: false,
    });
    expect(other.settings.current).toEqual(expected);
    await other.close();
  });

  test("is told on the bus", async () => {
    const told: unknown[] = [];
    app.bus.subscribe("settings", (data) => told.push(data));
    await app.settings.update({ meta: { appName: "Chess club" } });
    await refusal({ meta: { appName: "" } });
    expect(told).toEqual([{}]);
  });

  test("notes when it was", async () => {
    const updated = async () => {
      const row = await app.database.get(
        sql`select updated from _params where id = 'settings'`,
      );
      return String(row!["updated"]);
    };
    await app.database.run(sql`update _params set updated = ''`);
    await app.settings.update({});
    expect(await updated()).toMatch(/^\d{4}-\d\d-\d\d [\d:]{8}\.\d{3}Z$/);
  });

  test("replaces lists, rules too", async () => {
    const rule = { label: "/a", audience: "", duration: 1, maxRequests: 2 };
    await app.settings.update({
      superuserIPs: ["10.0.0.1/8"],
      trustedProxy: { headers: ["X-Real-IP"] },
      rateLimits: { rules: [rule], excludedIPs: ["::1"] },
    });
    const { current } = app.settings;
    expect(current.superuserIPs).toEqual(["10.0.0.1/8"]);
    expect(current.trustedProxy.headers).toEqual(["X-Real-IP"]);
    expect(current.rateLimits).toMatchObject({
      rules: [rule],
      excludedIPs: ["::1"],
    });
    await app.settings.update({
      superuserIPs: null,
      rateLimits: { rules: null },
    });
    expect(app.settings.current.superuserIPs).toEqual([]);
    expect(app.settings.current.rateLimits.rules).toEqual([]);
  });

  test.each([
    [{ meta: null, smtp: { port: null, host: null } }],
    [{ unknown: 1, meta: { unknown: 2 }, constructor: {}, __proto__: {} }],
    [{}],
  ])("%j changes nothing", async (changes) => {
    const before = app.settings.current;
    await app.settings.update(changes);
    expect(app.settings.current).toEqual(before);
  });

  test.each([
    [{ meta: { appName: 12 } }],
    [{ meta: "Chess club" }],
    [{ meta: ["Chess club"] }],
    [{ smtp: { port: "25" } }],
    [{ smtp: { port: 25.5 } }],
    [{ smtp: { port: 1e300 } }],
    [{ smtp: { enabled: 1 } }],
    [{ smtp: { enabled: "true" } }],
    [{ superuserIPs: "10.0.0.1" }],
    [{ superuserIPs: [1] }],
    [{ rateLimits: { rules: {} } }],
    [{ rateLimits: { rules: ["/a"] } }],
    [{ rateLimits: { rules: [{ label: 1 }] } }],
    [{ backups: { s3: "bucket" } }],
  ])("%j is refused: wrong type", async (changes) => {
    const before = app.settings.current;
    expect((await refusal(changes)).fields).toEqual({});
    expect(app.settings.current).toBe(before);
  });

  test("that is wrong somewhere changes nothing at all", async () => {
    const before = await stored();
    const { current } = app.settings;
    const { fields, message } = await refusal({
      meta: { appName: "Chess club" },
      smtp: { port: -1, password: "secret" },
      batch: { timeout: -1 },
    });
    expect(message).toBe("An error occurred while saving the new settings.");
    expect(codes(fields)).toEqual({
      smtp: { port: "validation_min_greater_equal_than_required" },
      batch: { timeout: "validation_min_greater_equal_than_required" },
    });
    expect(app.settings.current).toBe(current);
    expect(await stored()).toEqual(before);
  });

  test("and many at the same time lose nothing", async () => {
    await Promise.all([
      app.settings.update({ meta: { appName: "Chess club" } }),
      app.settings.update({ meta: { senderName: "Ann" } }),
      app.settings.update({ logs: { maxDays: 9 } }),
      app.settings.reload(),
    ]);
    const { meta, logs } = app.settings.current;
    expect(meta).toMatchObject({ appName: "Chess club", senderName: "Ann" });
    expect(logs.maxDays).toBe(9);
    expect(await stored()).toMatchObject({ meta, logs });
  });
});

describe("secrets", () => {
  const secrets = {
    smtp: { password: "p1" },
    s3: { secret: "p2" },
    backups: { s3: { secret: "p3" } },
  };
  const current = () => {
    const { smtp, s3, backups } = app.settings.current;
    return [smtp.password, s3.secret, backups.s3.secret];
  };

  test("stay when a change leaves them out, and go when it empties them", async () => {
    await app.settings.update(secrets);
    expect(current()).toEqual(["p1", "p2", "p3"]);
    await app.settings.update({
      smtp: { username: "ann" },
      s3: { bucket: "b" },
      backups: { cron: "", s3: { bucket: "b" } },
    });
    expect(current()).toEqual(["p1", "p2", "p3"]);
    await app.settings.update({
      smtp: { password: "" },
      s3: { secret: "" },
      backups: { s3: { secret: "" } },
    });
    expect(current()).toEqual(["", "", ""]);
    expect(await stored()).toMatchObject({ smtp: { password: "" } });
  });

  test("are never shown", async () => {
    await app.settings.update(secrets);
    const shown = JSON.stringify(app.settings.present());
    expect(shown).not.toMatch(/password|secret|p1|p2|p3/);
    expect(shown).toContain('"accessKey":""');
  });
});
