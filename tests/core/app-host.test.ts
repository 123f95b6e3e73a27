import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { join } from "node:path";
import {
  type AppHost,
  type FolderChange,
  NothingOpens,
} from "../../src/core/app-host.ts";
import type { App } from "../../src/core/app.ts";
import { openDataFolder } from "../../src/core/data-folder/open-data-folder.ts";
import { Refused } from "../../src/core/errors.ts";
import { openAppHost } from "../../src/core/open-app-host.ts";
import { temporaryFolder } from "../temporary-folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let dir: string;
let host: AppHost;
let events: string[];
let resumedWith: App | undefined;
beforeEach(async () => {
  folder = await temporaryFolder();
  dir = join(folder.path, "pb_data");
  host = await openAppHost({ dir });
  events = [];
  resumedWith = undefined;
  host.attend({
    async pause() {
      events.push("pause");
    },
    resume(app) {
      events.push("resume");
      resumedWith = app;
    },
  });
});
afterEach(async () => {
  await host.close();
  await folder[Symbol.asyncDispose]();
});

/** A change that says what is done of it. */
function change(steps: Partial<FolderChange> = {}): FolderChange {
  return {
    async apply() {
      events.push("apply");
      await steps.apply?.();
    },
    async accept() {
      events.push("accept");
      await steps.accept?.();
    },
    async undo() {
      events.push("undo");
      await steps.undo?.();
    },
    async abandon() {
      events.push("abandon");
      await steps.abandon?.();
    },
  };
}

/** Makes the databases something that does not open, and whole again. */
const databaseFile = () => join(dir, "data.db");
const breaking = () => Bun.write(databaseFile(), "no database").then(() => {});

describe("a change of a served folder", () => {
  test("is made while no app is open, and another serves on", async () => {
    const before = host.app;
    await host.change(
      change({
        async apply() {
          expect(before.isClosed).toBe(true);
        },
      }),
    );
    expect(events).toEqual(["pause", "apply", "accept", "resume"]);
    expect(host.app).not.toBe(before);
    expect(resumedWith).toBe(host.app);
    expect(host.app.collections.find("users")?.name).toBe("users");
  });

  test("leaves the folder to no other server, not for a moment", async () => {
    await host.change(
      change({
        async apply() {
          const other = openDataFolder(dir, { serve: true });
          await expect(other).rejects.toThrow(Refused);
        },
      }),
    );
  });

  test("is undone when it fails", async () => {
    const changed = host.change(
      change({ apply: () => Promise.reject(new Error("no power")) }),
    );
    await expect(changed).rejects.toThrow("no power");
    expect(events).toEqual(["pause", "apply", "undo", "resume", "abandon"]);
    expect(resumedWith).toBe(host.app);
    expect(host.app.isClosed).toBe(false);
  });

  test("is undone when what it has made does not open", async () => {
    let database: Uint8Array = new Uint8Array();
    const changed = host.change(
      change({
        async apply() {
          database = await Bun.file(databaseFile()).bytes();
          await breaking();
        },
        async undo() {
          await Bun.write(databaseFile(), database);
        },
      }),
    );
    await expect(changed).rejects.toThrow(Refused);
    expect(events).toEqual(["pause", "apply", "undo", "resume", "abandon"]);
    expect(host.app.collections.find("users")?.name).toBe("users");
  });

  test("is undone when it cannot be accepted", async () => {
    const changed = host.change(
      change({ accept: () => Promise.reject(new Error("disk full")) }),
    );
    await expect(changed).rejects.toThrow("disk full");
    expect(events).toEqual([
      "pause",
      "apply",
      "accept",
      "undo",
      "resume",
      "abandon",
    ]);
    expect(host.app.isClosed).toBe(false);
  });

  test("that leaves nothing that opens is the end, and is told", async () => {
    const changed = host.change(change({ apply: breaking }));
    await expect(changed).rejects.toThrow(NothingOpens);
    await expect(host.lost).rejects.toThrow(NothingOpens);
    expect(events).toEqual(["pause", "apply", "undo"]);
  });

  test("waits for the one before", async () => {
    const apps: App[] = [];
    const note = { apply: async () => void apps.push(host.app) };
    await Promise.all([host.change(change(note)), host.change(change(note))]);
    expect(apps[0]).not.toBe(apps[1]);
    expect(events.join()).toBe(
      "pause,apply,accept,resume,pause,apply,accept,resume",
    );
  });

  test("is finished before the host is closed", async () => {
    let closed: Promise<void> | undefined;
    const close = { apply: async () => void (closed = host.close()) };
    const changed = host.change(change(close));
    const late = host.change(change());
    await changed;
    await closed;
    await expect(late).rejects.toThrow("is stopping");
    expect(events).toEqual(["pause", "apply", "accept", "resume", "abandon"]);
    await (await openDataFolder(dir, { serve: true })).close();
    host = await openAppHost({ dir });
  });
});
