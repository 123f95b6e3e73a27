import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { join } from "node:path";
import type { App } from "../../../src/core/app.ts";
import { Invalid } from "../../../src/core/errors.ts";
import { openApp } from "../../../src/core/open-app.ts";
import { openTempApp, type TempApp } from "../../support/temp-app.ts";

let temp: TempApp;
let app: App;
beforeEach(async () => {
  temp = await openTempApp();
  ({ app } = temp);
});
afterEach(() => temp.close());

/** What lies in the database. */
async function stored(): Promise<Record<string, unknown>> {
  const row = await app.database.get(
    sql`select cast(value as text) as value from _params where id = 'settings'`,
  );
  return JSON.parse(String(row!["value"])) as Record<string, unknown>;
}

async function store(value: unknown): Promise<void> {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  await app.database.run(
    sql`update _params set value = ${bytes} where id = 'settings'`,
  );
  await app.settings.reload();
}

async function refusal(changes: Record<string, unknown>): Promise<Invalid> {
  const error: unknown = await app.settings.update(changes).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Invalid)) throw new Error("it was not refused");
  return error;
}

/** The codes of a refusal, in groups and fields as they came. */
function codes(fields: unknown): unknown {
  if (typeof fields !== "object" || fields === null) return fields;
  if ("code" in fields && "message" in fields) return fields.code;
  return Object.fromEntries(
    Object.entries(fields).map(([name, error]) => [name, codes(error)]),
  );
}

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

describe("each group is judged", () => {
  const address = "validation_invlaid_ip_or_subnet";
  const tooSmall = "validation_min_greater_equal_than_required";
  const conflict = "validation_conflicting_rate_limit_rule";
  const required = "validation_required";
  const rule = (label: string, audience = "") => ({
    label,
    audience,
    duration: 1,
    maxRequests: 1,
  });
  const s3Wanted = {
    endpoint: required,
    bucket: required,
    region: required,
    accessKey: required,
    secret: required,
  };

  test.each<[Record<string, unknown>, Record<string, unknown>]>([
    [
      { meta: { appName: "", appURL: "", senderName: "", senderAddress: "" } },
      {
        meta: {
          appName: required,
          appURL: required,
          senderName: required,
          senderAddress: required,
        },
      },
    ],
    [
      {
        meta: {
          accentColor: "#fff",
          appName: "a".repeat(256),
          appURL: "test",
          senderName: "é".repeat(128),
          senderAddress: "someone",
        },
      },
      {
        meta: {
          accentColor: "validation_length_invalid",
          appName: "validation_length_out_of_range",
          appURL: "validation_is_url",
          senderName: "validation_length_out_of_range",
          senderAddress: "validation_is_email",
        },
      },
    ],
    [
      { meta: { accentColor: "#gggggg" } },
      { meta: { accentColor: "validation_is_hex_color" } },
    ],
    [{ logs: { maxDays: -1 } }, { logs: { maxDays: tooSmall } }],
    [
      { smtp: { enabled: true, host: "", port: 0 } },
      { smtp: { host: required, port: required } },
    ],
    [
      {
        smtp: {
          host: "a:b:c",
          port: -10,
          authMethod: "CRAM-MD5",
          localName: "no!",
        },
      },
      {
        smtp: {
          host: "validation_is_host",
          port: tooSmall,
          authMethod: "validation_in_invalid",
          localName: "validation_is_host",
        },
      },
    ],
    [{ s3: { enabled: true } }, { s3: s3Wanted }],
    [{ s3: { endpoint: "a:b:c" } }, { s3: { endpoint: "validation_is_url" } }],
    [
      { backups: { s3: { enabled: true, bucket: "b" } } },
      { backups: { s3: { ...s3Wanted, bucket: undefined } } },
    ],
    [
      { backups: { cron: "invalid", cronMaxKeep: 0 } },
      { backups: { cron: "validation_invalid_cron", cronMaxKeep: required } },
    ],
    [{ backups: { cronMaxKeep: -1 } }, { backups: { cronMaxKeep: tooSmall } }],
    [
      { batch: { enabled: true, maxRequests: 0, timeout: 0 } },
      { batch: { maxRequests: required, timeout: required } },
    ],
    [
      { batch: { maxRequests: -1, timeout: -1, maxBodySize: -1 } },
      {
        batch: {
          maxRequests: tooSmall,
          timeout: tooSmall,
          maxBodySize: tooSmall,
        },
      },
    ],
    [
      { superuserIPs: ["127.0.0.1", "", "10.0.0.1/33", "::1"] },
      { superuserIPs: { 1: required, 2: address } },
    ],
    [
      { rateLimits: { excludedIPs: ["01.2.3.4", "1.2.3", "fe80::1%eth0"] } },
      { rateLimits: { excludedIPs: { 0: address, 1: address } } },
    ],
    [
      { rateLimits: { enabled: true, rules: [] } },
      { rateLimits: { rules: required } },
    ],
    [
      {
        rateLimits: {
          rules: [
            {},
            { label: "!", audience: "all", duration: -1, maxRequests: -1 },
          ],
        },
      },
      {
        rateLimits: {
          rules: {
            0: { label: required, duration: required, maxRequests: required },
            1: {
              label: "validation_match_invalid",
              audience: "validation_in_invalid",
              duration: tooSmall,
              maxRequests: tooSmall,
            },
          },
        },
      },
    ],
    [
      { rateLimits: { rules: [rule("/a"), rule("/a"), rule("!")] } },
      { rateLimits: { rules: { 2: { label: "validation_match_invalid" } } } },
    ],
    [
      { rateLimits: { rules: [rule("/b"), rule("/a"), rule("/a")] } },
      { rateLimits: { rules: { 2: { label: conflict } } } },
    ],
    [
      { rateLimits: { rules: [rule("/a"), rule("/a", "@guest")] } },
      { rateLimits: { rules: { 1: { label: conflict } } } },
    ],
    [
      { rateLimits: { rules: [rule("/a", "@auth"), rule("/a")] } },
      { rateLimits: { rules: { 1: { label: conflict } } } },
    ],
  ])("%j is refused", async (changes, expected) => {
    const { fields } = await refusal(changes);
    expect(codes(fields)).toEqual(expected);
  });

  const complete = {
    enabled: true,
    endpoint: "s3.example.com",
    bucket: "b",
    region: "r",
    accessKey: "k",
    secret: "s",
  };
  test.each<[Record<string, unknown>]>([
    [{ meta: { accentColor: "", appURL: "example.com" } }],
    [{ meta: { accentColor: "#AbCdEf", appName: "é".repeat(127) } }],
    [{ smtp: { enabled: true, host: "127.0.0.1", authMethod: "LOGIN" } }],
    [{ smtp: { host: "smtp_relay.example.com.", localName: "::1" } }],
    [{ smtp: { host: "", port: 0, authMethod: "" } }],
    [{ s3: complete, backups: { s3: complete } }],
    [{ s3: { ...complete, endpoint: "https://localhost:9000" } }],
    [{ backups: { cron: "*/10 1-5 * * 0", cronMaxKeep: 1 } }],
    [{ backups: { cron: "@daily" } }],
    [{ backups: { cron: "", cronMaxKeep: 0 } }],
    [{ batch: { enabled: false, maxRequests: 0, timeout: 0 } }],
    [{ logs: { maxDays: 0, minLevel: -8 } }],
    [
      {
        superuserIPs: ["10.0.0.1/8", "::/0", "fe80::1%eth0", "::ffff:1.2.3.4"],
      },
    ],
    [{ rateLimits: { enabled: false, rules: [] } }],
    [
      {
        rateLimits: {
          enabled: true,
          rules: [
            "tag_1",
            "users:create",
            "*:create",
            "/",
            "/api-v1/",
            "POST /api/",
          ].map((label) => rule(label)),
        },
      },
    ],
    [
      {
        rateLimits: { rules: [rule("/a", "@guest"), rule("/a", "@auth")] },
      },
    ],
  ])("%j is taken", async (changes) => {
    await app.settings.update(changes);
    expect(app.settings.present()).toBeDefined();
  });

  test.each([
    ["10.0.0.1/08"],
    ["10.0.0.1/+8"],
    ["10.0.0.1/-1"],
    ["10.0.0.1/"],
    ["/8"],
    ["::1/129"],
    ["fe80::1%eth0/64"],
    ["fe80::1%"],
    ["1.2.3.4%eth0"],
    ["1::2::3"],
    ["0x7f.0.0.1"],
    ["127.1"],
    ["localhost"],
    [" 10.0.0.1"],
  ])("%p is no address", async (entry) => {
    const { fields } = await refusal({ superuserIPs: [entry] });
    expect(codes(fields)).toEqual({ superuserIPs: { 0: address } });
  });

  test("a hundred thousand rules are judged in a moment", async () => {
    const rules = Array.from({ length: 100_000 }, (_, index) =>
      rule(`tag_${index}`),
    );
    const started = performance.now();
    await app.settings.update({ rateLimits: { rules } });
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe("what lies in the database", () => {
  test("may come from PocketBase: a blob that leaves out what is empty", async () => {
    await store({
      meta: { appName: "Acme" },
      s3: { enabled: false, bucket: "b" },
      batch: { timeout: 15 },
    });
    const { current } = app.settings;
    expect(current.s3).toMatchObject({ bucket: "b", secret: "" });
    expect(current.batch).toMatchObject({ timeout: 15, maxRequests: 50 });
    expect(current.meta.senderName).toBe("Support");
  });

  test("keeps the keys that are not known here", async () => {
    await store({
      later: { on: true },
      meta: { appName: "Acme", motto: "Veni" },
      backups: { s3: { storageClass: "cold" } },
    });
    await app.settings.update({ meta: { appName: "Chess club" } });
    expect(await stored()).toMatchObject({
      later: { on: true },
      meta: { appName: "Chess club", motto: "Veni", senderName: "Support" },
      backups: { cronMaxKeep: 3, s3: { storageClass: "cold", bucket: "" } },
    });
    expect(JSON.stringify(app.settings.present())).not.toContain("motto");
  });

  test("may be of other types; what cannot be understood counts as absent", async () => {
    await store({ meta: 7, smtp: { port: "25", host: "a.example" } });
    const { meta, smtp } = app.settings.current;
    expect(meta.appName).toBe("Acme");
    expect(smtp).toMatchObject({ port: 587, host: "a.example" });
  });

  test("may be gone; the next change puts it back", async () => {
    await app.database.run(sql`delete from _params`);
    await app.settings.reload();
    expect(app.settings.current.meta.appName).toBe("Acme");
    await app.settings.update({ meta: { appName: "Chess club" } });
    expect(await stored()).toMatchObject({ meta: { appName: "Chess club" } });
  });

  test("that did not change leaves the settings the very same object", async () => {
    const { current } = app.settings;
    await app.settings.reload();
    expect(app.settings.current).toBe(current);
  });

  test("of another process is seen, and never overwritten by a change here", async () => {
    const other = await openApp({
      dir: join(temp.dir, "pb_data"),
      serve: false,
    });
    await other.settings.update({ meta: { appName: "Elsewhere" } });
    // Whether or not it has heard of that yet.
    await app.settings.update({ meta: { senderName: "Ann" } });
    expect(app.settings.current.meta).toMatchObject({
      appName: "Elsewhere",
      senderName: "Ann",
    });
    await other.settings.reload();
    expect(other.settings.current).toEqual(app.settings.current);
    await other.close();
  });
});
