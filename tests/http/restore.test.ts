import { describe, expect, test } from "bun:test";
import { Database } from "bun:sqlite";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { EventSource } from "eventsource";
import { Invalid } from "../../src/core/errors.ts";
import { holdForCommand } from "../../src/core/data-folder/hold-folder.ts";
import { packFolder } from "../support/pack-archive.ts";
import { openTempApp } from "../support/temp-app.ts";
import {
  addSuperuser,
  logIn,
  openTestHost,
  type TestHost,
} from "./open-test-host.ts";

const ann = "ann@example.com";
const bob = "bob@example.com";

/** A server whose backup knows ann alone, and whose data knows bob, too. */
async function openWithBackup(): Promise<TestHost & { key: string }> {
  const opened = await openTestHost();
  await addSuperuser(opened.host.app, ann);
  const key = await opened.host.app.backups.create("");
  await addSuperuser(opened.host.app, bob);
  return { ...opened, key };
}

describe("a backup that is restored", () => {
  test("brings its logins, and ends those that it does not know", async () => {
    await using opened = await openWithBackup();
    const { host, server, key } = opened;
    const token = await logIn(server, bob);
    const before = host.app;
    await host.app.backups.restore(key);
    expect(host.app).not.toBe(before);
    expect(await logIn(server, ann)).toBeString();
    expect(await logIn(server, bob)).toBeUndefined();
    const refused = await fetch(`${server.url}/api/settings`, {
      headers: { Authorization: token! },
    });
    expect(refused.status).toBe(401);
  });

  test("leaves nothing behind, and can be restored again", async () => {
    await using opened = await openWithBackup();
    const { host, dir, key } = opened;
    await host.app.backups.restore(key);
    const hidden = (await readdir(dir)).filter((name) =>
      name.startsWith(".hutch_"),
    );
    expect(hidden).toEqual([]);
    expect((await host.app.backups.list()).map((each) => each.key)).toEqual([
      key,
    ]);
    await host.app.backups.restore(key);
  });

  test("keeps requests waiting, and none fails", async () => {
    await using opened = await openWithBackup();
    const { host, server, key } = opened;
    const token = (await logIn(server, ann))!;
    const over = new AbortController();
    const statuses = new Map<number, number>();
    const ask = async (path: string, init?: RequestInit) => {
      while (!over.signal.aborted) {
        const answer = await fetch(server.url + path, init);
        await answer.arrayBuffer();
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      }
    };
    const headers = { Authorization: token };
    const asking = [
      ask("/api/health"),
      ask("/api/collections/users/records"),
      ask("/api/collections", { headers }),
      ask("/api/settings", { headers }),
      ask("/_/"),
      ask("/api/settings", {
        method: "PATCH",
        headers: { ...headers, "Content-Type": "application/json" },
        body: '{"meta":{"appName":"Busy"}}',
      }),
    ];
    for (let round = 0; round < 3; round++) {
      await host.app.backups.restore(key);
    }
    over.abort();
    await Promise.all(asking);
    expect([...statuses.keys()]).toEqual([200]);
  });

  test("ends live connections, which come back to the restored data", async () => {
    await using opened = await openWithBackup();
    const { host, server, key } = opened;
    const source = new EventSource(`${server.url}/api/realtime`);
    const connected = () =>
      new Promise<string>((resolve) => {
        source.addEventListener(
          "PB_CONNECT",
          ({ data }) => resolve(JSON.parse(data).clientId),
          { once: true },
        );
      });
    const first = await connected();
    const again = connected();
    await host.app.backups.restore(key);
    expect(await again).not.toBe(first);
    expect(host.app.realtime.clientCount).toBe(1);
    source.close();
  });

  test("waits for a request that runs", async () => {
    await using opened = await openWithBackup();
    const { host, server, key } = opened;
    const body = new TransformStream<Uint8Array, Uint8Array>();
    const writer = body.writable.getWriter();
    const encoder = new TextEncoder();
    const answer = fetch(`${server.url}/api/collections/users/records`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: body.readable,
    });
    void writer.write(encoder.encode('{"email":"cas@example.com",'));
    const restored = host.app.backups.restore(key);
    void writer.write(
      encoder.encode('"password":"12345678","passwordConfirm":"12345678"}'),
    );
    await writer.close();
    expect((await answer).status).toBe(200);
    await restored;
    expect(await logIn(server, ann)).toBeString();
  });

  test("waits for a command that works on the folder", async () => {
    await using opened = await openWithBackup();
    const { host, server, dir, key } = opened;
    const command = await holdForCommand(dir);
    const restored = host.app.backups.restore(key);
    expect(await logIn(server, bob)).toBeString();
    command.release();
    await restored;
    expect(await logIn(server, bob)).toBeUndefined();
  });
});

describe("all is as it was, and goes on, when a backup", () => {
  /** Restores what cannot be, while requests are made. */
  async function refusalOf(
    { host, server, dir }: TestHost,
    archive: Uint8Array,
  ): Promise<string> {
    await Bun.write(join(dir, "backups", "bad.zip"), archive);
    const error: unknown = await host.app.backups
      .restore("bad.zip")
      .catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(Invalid);
    expect(await logIn(server, ann)).toBeString();
    expect(await logIn(server, bob)).toBeString();
    const left = (await readdir(dir)).filter((name) =>
      name.startsWith(".hutch_"),
    );
    expect(left).toEqual([]);
    expect(host.app.backups.isBusy).toBe(false);
    return (error as Invalid).message;
  }

  test("is no archive", async () => {
    await using opened = await openWithBackup();
    const { app } = opened.host;
    const reason = await refusalOf(opened, Buffer.from("no archive"));
    expect(reason).toContain("no zip archive");
    expect(opened.host.app).toBe(app);
  });

  test("does not open", async () => {
    await using opened = await openWithBackup();
    const other = await openTempApp();
    await other.app.close();
    const folder = join(other.dir, "pb_data");
    using database = new Database(join(folder, "data.db"));
    database.run("update _params set value = 'sealed' where id = 'settings'");
    database.close();
    const archive = await packFolder(folder);
    await other.close();
    const reason = await refusalOf(opened, archive);
    expect(reason).toContain("was not restored, and all is as it was");
    expect(reason).toContain("encrypted");
    // Whoever asked the API was answered before: the log that is open now has it.
    const { logs } = opened.host.app;
    await logs.flush();
    const { items } = await logs.list({ filter: "level >= 8" });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      message: "a backup could not be restored",
      data: { name: "bad.zip", error: expect.stringContaining("encrypted") },
    });
  });
});
