import { describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { join } from "node:path";
import { openApp } from "../../../src/core/open-app.ts";
import { app, openSettingsForEachTest, stored, temp } from "./open-settings.ts";

openSettingsForEachTest();

/** Puts something into the database, as if another had. */
async function store(value: unknown): Promise<void> {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  await app.database.run(
    sql`update _params set value = ${bytes} where id = 'settings'`,
  );
  await app.settings.reload();
}

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
