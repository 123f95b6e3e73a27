import {
  ScriptError,
  type ScriptLimits,
  type ScriptResult,
  TimedOut,
} from "../../database.ts";
import { scriptArgument } from "../workers/child-arguments.ts";
import { ChildProcess } from "../workers/child-process.ts";
import { watchMemory } from "./watch-memory.ts";
import type { ScriptReply, ScriptRequest } from "./script-protocol.ts";
import type { WriterQueue } from "../writing/writer-queue.ts";

type ScriptProcess = ChildProcess<ScriptRequest, ScriptReply>;

/** Bytes that a script's process may have in memory, its executable included. */
const mostMemory = 512 * 1024 * 1024;

/**
 * Runs scripts that people wrote, each in a process of its own, which is ended where it takes too much: SQLite could not be
 * stopped in any other way. One that writes has its turn among the writers of this process.
 */
export class Scripts {
  readonly #file: string;
  readonly #queue: WriterQueue;
  readonly #onWrite: (wasEnded: boolean) => void;
  readonly #running = new Set<ScriptProcess>();

  /** @param onWrite called when a script has written, or was ended while it did, and while it is still its turn */
  constructor(
    file: string,
    queue: WriterQueue,
    onWrite: (wasEnded: boolean) => void,
  ) {
    this.#file = file;
    this.#queue = queue;
    this.#onWrite = onWrite;
  }

  /** @throws {ScriptError} @throws {TimedOut} nothing was written */
  async run(
    text: string,
    limits: ScriptLimits,
    signal: AbortSignal | undefined,
  ): Promise<ScriptResult> {
    refuseEnded(signal);
    const { rows, bytes, milliseconds } = limits;
    const child: ScriptProcess = new ChildProcess(
      scriptArgument,
      "scripts/script-child.ts",
    );
    this.#running.add(child);
    let isCommitting = false;
    const end = (reason: Error) => {
      if (!isCommitting) void child.end(reason);
    };
    const abort = () => end(endedBy(signal));
    const timer = setTimeout(
      () => end(tookTooLong(milliseconds)),
      milliseconds,
    );
    const stopWatching = watchMemory(child.pid, mostMemory, () =>
      end(new ScriptError("The query takes too much memory")),
    );
    signal?.addEventListener("abort", abort);
    try {
      let reply = await child.ask({
        kind: "run",
        file: this.#file,
        text,
        limits: { rows, bytes },
      });
      if (reply.kind === "writes") {
        reply = await this.#write(child, limits, end, () => {
          isCommitting = true;
        });
      }
      if (reply.kind === "done") return reply.result;
      throw new ScriptError(
        reply.kind === "failed" ? reply.message : "The query did not run",
      );
    } finally {
      clearTimeout(timer);
      stopWatching();
      signal?.removeEventListener("abort", abort);
      await child.end();
      this.#running.delete(child);
    }
  }

  /** Ends them; who waits for them is told so. */
  async close(): Promise<void> {
    const closed = new ScriptError("The server is closing");
    await Promise.all([...this.#running].map((child) => child.end(closed)));
  }

  async #write(
    child: ScriptProcess,
    { writeMilliseconds }: ScriptLimits,
    end: (reason: Error) => void,
    beginCommit: () => void,
  ): Promise<ScriptReply> {
    await this.#queue.acquire();
    const limit = setTimeout(
      () => end(wroteTooLong(writeMilliseconds)),
      writeMilliseconds,
    );
    let wasEnded = true;
    try {
      let reply = await child.ask({ kind: "write" });
      if (reply.kind === "ready") {
        beginCommit();
        reply = await child.ask({ kind: "commit" });
      }
      wasEnded = false;
      return reply;
    } finally {
      clearTimeout(limit);
      // Its lock is gone before the next writer comes.
      await child.end();
      try {
        this.#onWrite(wasEnded);
      } finally {
        this.#queue.release();
      }
    }
  }
}

function refuseEnded(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw endedBy(signal);
}

function endedBy(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error && reason.name === "TimeoutError"
    ? new TimedOut("The query took too long", { cause: reason })
    : new ScriptError("The query was ended", { cause: reason });
}

function tookTooLong(milliseconds: number): TimedOut {
  return new TimedOut(`The query took longer than ${milliseconds / 1000} s`);
}

function wroteTooLong(milliseconds: number): TimedOut {
  return new TimedOut(
    `The query wrote for longer than ${milliseconds / 1000} s, in which nobody else could: write fewer rows at a time`,
  );
}
