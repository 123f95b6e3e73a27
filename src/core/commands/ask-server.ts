import { randomUUID } from "node:crypto";
import { lchown, mkdir, rm, stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { BackupProgress } from "../backups/backups.ts";
import { folderPaths } from "../data-folder/folder-paths.ts";
import { isServed } from "../data-folder/serving-lock.ts";
import { Refused } from "../errors.ts";
import type { JsonObject } from "../json.ts";
import {
  commandFile,
  isTrustedFolder,
  readCommandFile,
  writeCommandFile,
} from "./command-files.ts";

/** Milliseconds between two looks. */
const interval = 100;

/** Milliseconds that a server may take to notice a request. */
const patience = 15_000;

/** Milliseconds between two looks whether the server is still there. */
const aliveInterval = 2_000;

/**
 * Asks the server of a data folder to do something, and waits until it is done.
 *
 * @param request its `command` is the name of what is to be done
 * @throws {Refused} with what the server says, or because there is none (any more)
 */
export async function askServer(
  dir: string,
  request: JsonObject & { readonly command: string },
  progress?: BackupProgress,
): Promise<void> {
  const path = resolve(dir);
  const folder = folderPaths(path).commands;
  const id = randomUUID();
  const place = (kind: Parameters<typeof commandFile>[2]) =>
    commandFile(folder, id, kind);
  const owner = await ownerOf(path);
  await makeFolder(folder, owner);
  const shown = new ShownProgress(progress);
  try {
    await writeCommandFile(place("request"), request, owner);
    let [took, lookedAlive] = [performance.now(), performance.now()];
    for (;;) {
      await Bun.sleep(interval);
      const answer = await readCommandFile(place("answer"));
      if (answer !== undefined) {
        const { error } = answer;
        if (typeof error === "string") throw new Refused(error);
        return;
      }
      shown.show(await readCommandFile(place("progress")));
      const now = performance.now();
      if ((await readCommandFile(place("taken"))) !== undefined) took = now;
      if (now - took > patience) {
        throw new Refused(
          `The server that runs on the data folder ${path} does not answer: stop it, and try again.`,
        );
      }
      if (now - lookedAlive > aliveInterval) {
        lookedAlive = now;
        if (!isServed(path)) {
          throw new Refused(
            "The server has ended meanwhile: look whether it was done when it runs again.",
          );
        }
      }
    }
  } finally {
    shown.end();
    for (const kind of ["request", "taken", "progress", "answer"] as const) {
      await rm(place(kind), { force: true });
    }
  }
}

async function makeFolder(
  folder: string,
  owner: { uid: number; gid: number } | undefined,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (!(await isTrustedFolder(folder))) {
    throw new Refused(
      `${folder} is not a folder that only its owner can write to: remove it.`,
    );
  }
  // Of a link that has taken its place, the link: whom the folder belongs to must not get what only root has.
  if (owner !== undefined) await lchown(folder, owner.uid, owner.gid);
}

/** Whom the server runs as, when an administrator asks it. */
async function ownerOf(
  dir: string,
): Promise<{ uid: number; gid: number } | undefined> {
  return process.getuid?.() === 0 ? stat(dir) : undefined;
}

class ShownProgress {
  readonly #progress: BackupProgress | undefined;
  #step = "";
  #done = 0;

  constructor(progress: BackupProgress | undefined) {
    this.#progress = progress;
  }

  show(state: JsonObject | undefined): void {
    if (state === undefined) return;
    const { step, bytes, done } = state;
    if (typeof step !== "string" || typeof done !== "number") return;
    if (step !== this.#step) {
      this.end();
      this.#step = step;
      this.#done = 0;
      this.#progress?.begin(step, Number(bytes));
    }
    this.#progress?.advance(done - this.#done);
    this.#done = done;
  }

  end(): void {
    if (this.#step !== "") this.#progress?.end();
    this.#step = "";
  }
}
