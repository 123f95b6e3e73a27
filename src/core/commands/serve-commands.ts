import { readdir, rename, rm } from "node:fs/promises";
import { resolve } from "node:path";
import type { BackupProgress } from "../backups/backups.ts";
import { folderPaths } from "../data-folder/folder-paths.ts";
import { DomainError } from "../errors.ts";
import type { JsonObject } from "../json.ts";
import type { Logger } from "../logs/logger.ts";
import {
  commandFile,
  isTrustedFolder,
  parseCommandFile,
  readCommandFile,
  writeCommandFile,
} from "./command-files.ts";

/** Does what a command asks for. What it throws of the domain's errors is told to the command. */
export type CommandHandler = (
  request: JsonObject,
  progress: BackupProgress,
) => Promise<void>;

export interface CommandServerParts {
  /** The data folder, which this process serves. */
  readonly dir: string;
  readonly handlers: Readonly<Record<string, CommandHandler>>;
  /** Asked each time. */
  readonly log: () => Logger;
  /** Milliseconds between two looks; a second when absent. */
  readonly interval?: number;
}

/** Milliseconds between two looks; each takes some microseconds. */
const usualInterval = 1_000;

/** Milliseconds between two words on how far a command is. */
const progressInterval = 200;

/** Does what commands on the same data folder ask for, each under the name that its request has as `command`. Returns a stop. */
export async function serveCommands(
  parts: CommandServerParts,
): Promise<() => void> {
  const { interval = usualInterval } = parts;
  const folder = folderPaths(resolve(parts.dir)).commands;
  // Whoever asked the server before this one was told that it has ended.
  await rm(folder, { recursive: true, force: true });
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      await takeAll(parts, folder);
    } catch (error) {
      parts.log().error("a command could not be looked at", { error });
    } finally {
      isLooking = false;
    }
  };
  const timer = setInterval(() => void look(), interval);
  timer.unref();
  return () => clearInterval(timer);
}

async function takeAll(
  parts: CommandServerParts,
  folder: string,
): Promise<void> {
  if (!(await isTrustedFolder(folder))) return;
  for (const entry of await readdir(folder)) {
    const file = parseCommandFile(entry);
    if (file?.kind !== "request") continue;
    const path = commandFile(folder, file.id, "request");
    const request = await readCommandFile(path);
    const name = request?.["command"];
    const isKnown =
      typeof name === "string" && Object.hasOwn(parts.handlers, name);
    const handler = isKnown ? parts.handlers[name] : undefined;
    // Maybe another version's.
    if (request === undefined || handler === undefined) continue;
    await rename(path, commandFile(folder, file.id, "taken"));
    void perform(parts, folder, file.id, () =>
      handler(request, reportProgress(folder, file.id)),
    );
  }
}

/** Never throws. */
async function perform(
  { log }: CommandServerParts,
  folder: string,
  id: string,
  work: () => Promise<void>,
): Promise<void> {
  let answer: JsonObject = {};
  try {
    await work();
  } catch (error) {
    log().error("a command failed", { error });
    answer = {
      error:
        error instanceof DomainError
          ? error.message
          : "The server has failed at it: its log says why.",
    };
  }
  try {
    await writeCommandFile(commandFile(folder, id, "answer"), answer);
  } catch (error) {
    log().error("a command could not be answered", { error });
  }
}

function reportProgress(folder: string, id: string): BackupProgress {
  let state = { step: "", bytes: 0, done: 0 };
  let written = -Infinity;
  let isWriting = false;
  const report = () => {
    const now = performance.now();
    if (isWriting || now - written < progressInterval) return;
    written = now;
    isWriting = true;
    // Nobody needs to know how far it is: what fails here fails again where it matters.
    void writeCommandFile(commandFile(folder, id, "progress"), state)
      .catch(() => undefined)
      .finally(() => {
        isWriting = false;
      });
  };
  return {
    begin(step, bytes) {
      state = { step, bytes, done: 0 };
      written = -Infinity;
      report();
    },
    advance(bytes) {
      state = { ...state, done: state.done + bytes };
      report();
    },
    end: report,
  };
}
