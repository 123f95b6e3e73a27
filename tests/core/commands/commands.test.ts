import { afterEach, beforeEach, describe, expect, spyOn, test } from "bun:test";
import { chmod, mkdir, readdir, rm, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { askServer } from "../../../src/core/commands/ask-server.ts";
import {
  type CommandHandler,
  serveCommands,
} from "../../../src/core/commands/serve-commands.ts";
import {
  type FolderHold,
  holdForServing,
} from "../../../src/core/data-folder/hold-folder.ts";
import { Invalid, Refused } from "../../../src/core/errors.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import type { Logger } from "../../../src/core/logs/logger.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let dir: string;
let hold: FolderHold;
let stop: () => void;
const logged: string[] = [];
const note = (message: string) => void logged.push(message);
const log: Logger = { debug: note, info: note, warn: note, error: note };

beforeEach(async () => {
  folder = await temporaryFolder();
  dir = join(folder.path, "pb_data");
  hold = await holdForServing(dir);
  logged.length = 0;
});
afterEach(async () => {
  stop();
  hold.release();
  await folder[Symbol.asyncDispose]();
});

async function serve(
  handlers: Readonly<Record<string, CommandHandler>>,
): Promise<void> {
  stop = await serveCommands({ dir, handlers, log: () => log, interval: 5 });
}

describe("a command", () => {
  test("is done by the server, and nothing of it is left", async () => {
    const asked: JsonObject[] = [];
    await serve({
      greet: async (request) => void asked.push(request),
    });
    await askServer(dir, { command: "greet", name: "Ann" });
    expect(asked).toEqual([{ command: "greet", name: "Ann" }]);
    const place = join(dir, ".hutch_commands");
    expect(await readdir(place)).toEqual([]);
    expect((await stat(place)).mode & 0o077).toBe(0);
  });

  test("hears how far it is", async () => {
    await serve({
      async copy(_, progress) {
        progress.begin("Copying", 100);
        progress.advance(60);
        await seen.promise;
        progress.end();
      },
    });
    const seen = Promise.withResolvers<void>();
    const told: unknown[] = [];
    await askServer(
      dir,
      { command: "copy" },
      {
        begin: (...step) => void told.push(step),
        advance(bytes) {
          told.push(bytes);
          seen.resolve();
        },
        end: () => void told.push("end"),
      },
    );
    expect(told[0]).toEqual(["Copying", 100]);
    expect(told.at(-1)).toBe("end");
  });

  test("hears what is begun from a server that has only just started", async () => {
    const clock = spyOn(performance, "now").mockReturnValue(1);
    try {
      const begun = Promise.withResolvers<string>();
      await serve({
        async copy(_, progress) {
          progress.begin("Copying", 100);
          await begun.promise;
        },
      });
      await askServer(
        dir,
        { command: "copy" },
        { begin: begun.resolve, advance() {}, end() {} },
      );
      expect(await begun.promise).toBe("Copying");
    } finally {
      clock.mockRestore();
    }
  });

  test("is told why it was not done", async () => {
    await serve({
      restore: () => Promise.reject(new Invalid("It is no backup.")),
    });
    const asked = askServer(dir, { command: "restore" });
    await expect(asked).rejects.toThrow(new Refused("It is no backup."));
  });

  test("is told nothing of a defect: the log has it", async () => {
    await serve({ restore: () => Promise.reject(new Error("secret path")) });
    const asked = askServer(dir, { command: "restore" });
    await expect(asked).rejects.toThrow("its log says why");
    expect(logged).toEqual(["a command failed"]);
  });

  test("ends when its server has", async () => {
    await serve({
      async hang() {
        hold.release();
        hold = { release() {} };
        await new Promise(() => {});
      },
    });
    const asked = askServer(dir, { command: "hang" });
    await expect(asked).rejects.toThrow("has ended");
  });

  test("is not put into a folder that others can write to", async () => {
    await serve({});
    await mkdir(join(dir, ".hutch_commands"));
    await chmod(join(dir, ".hutch_commands"), 0o777);
    const asked = askServer(dir, { command: "restore" });
    await expect(asked).rejects.toThrow("only its owner");
  });
});

describe("a server does nothing", () => {
  const id = () => `${crypto.randomUUID()}.request`;
  const place = () => join(dir, ".hutch_commands");
  const request = JSON.stringify({ command: "restore", source: "x" });

  /** Serves with these requests lying there, until an honest one behind them was done. Returns how many were done. */
  async function count(lay: () => Promise<unknown>): Promise<number> {
    let done = 0;
    await serve({ restore: async () => void done++, end: async () => {} });
    await lay();
    await askServer(dir, { command: "end" });
    // Once more, since the honest one may have been seen first.
    await askServer(dir, { command: "end" });
    return done;
  }

  test("with what a server before it was asked for", async () => {
    await mkdir(place(), { mode: 0o700 });
    await Bun.write(join(place(), id()), request);
    expect(await count(() => Promise.resolve())).toBe(0);
  });

  test.each<[string, () => Promise<unknown>]>([
    [
      "that it does not know",
      () => Bun.write(join(place(), id()), '{"command":"shutdown"}'),
    ],
    [
      "that every object knows",
      () => Bun.write(join(place(), id()), '{"command":"constructor"}'),
    ],
    ["that is no JSON", () => Bun.write(join(place(), id()), "restore")],
    ["that is no object", () => Bun.write(join(place(), id()), '["restore"]')],
    [
      "that is named otherwise",
      () => Bun.write(join(place(), "../../x.request"), request),
    ],
    [
      "that is very long",
      () => Bun.write(join(place(), id()), request + " ".repeat(20_000)),
    ],
    [
      "that is a link",
      async () => {
        const target = join(folder.path, "target");
        await Bun.write(target, request);
        await symlink(target, join(place(), id()));
      },
    ],
    ["that is a folder", () => mkdir(join(place(), id()))],
    [
      "that others can write to",
      async () => {
        const path = join(place(), id());
        await Bun.write(path, request);
        await chmod(path, 0o666);
      },
    ],
  ])("%s", async (_, lay) => {
    const done = await count(async () => {
      await mkdir(place(), { mode: 0o700 });
      await lay();
    });
    expect(done).toBe(0);
  });

  test("in a folder that a link leads to", async () => {
    let done = 0;
    await serve({ restore: async () => void done++ });
    const elsewhere = join(folder.path, "elsewhere");
    await mkdir(elsewhere, { mode: 0o700 });
    await Bun.write(join(elsewhere, id()), request);
    await symlink(elsewhere, place());
    await expect(askServer(dir, { command: "restore" })).rejects.toThrow(
      "only its owner",
    );
    // The next server removes the link, not what it leads to.
    stop();
    await serve({ restore: async () => void done++ });
    expect(await readdir(elsewhere)).toHaveLength(1);
    await rm(elsewhere, { recursive: true });
    await askServer(dir, { command: "restore" });
    expect(done).toBe(1);
  });
});
