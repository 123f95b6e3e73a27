import { join } from "node:path";
import type { Subprocess } from "bun";
import type { ReaderReply, ReaderRequest } from "./reader-protocol.ts";

/** The argument that makes the executable a reader instead of whatever its other arguments say: see `main.ts`. */
export const readerArgument = "read-for-server";

const command = Bun.isStandaloneExecutable
  ? [process.execPath, readerArgument]
  : [process.execPath, join(import.meta.dir, "reader-child.ts")];

/**
 * A process with a database file open for reading, that answers one request at a time. It does not keep this process
 * alive and does not outlive it. Unlike a thread it can be ended while SQLite runs a statement.
 */
export class ReaderProcess {
  readonly #child: Subprocess;
  #pending: PromiseWithResolvers<ReaderReply> | undefined;
  #hasEnded = false;

  constructor(file: string) {
    this.#child = Bun.spawn(command, {
      stdin: "ignore",
      stdout: "ignore",
      stderr: "inherit",
      // Bun's own: when this process dies, however suddenly, the kernel ends the child.
      env: { ...process.env, BUN_OPTIONS: "--no-orphans" },
      serialization: "advanced",
      ipc: (reply: ReaderReply) =>
        this.#settle((pending) => pending.resolve(reply)),
      onExit: () => {
        this.#hasEnded = true;
        const ended = new Error("A process that read the database has ended.");
        this.#settle((pending) => pending.reject(ended));
      },
    });
    this.#child.unref();
    this.#send({ kind: "open", file });
  }

  /** Whether it can no longer answer. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Sends a request when the one before is answered, and waits for its answer. */
  read(request: ReaderRequest): Promise<ReaderReply> {
    const pending = Promise.withResolvers<ReaderReply>();
    this.#pending = pending;
    this.#send(request);
    return pending.promise;
  }

  /** Ends it at once, in the middle of a statement too: it only reads, so nothing can be lost. */
  async end(): Promise<void> {
    this.#hasEnded = true;
    this.#child.kill("SIGKILL");
    await this.#child.exited;
  }

  #send(request: ReaderRequest): void {
    if (!this.#hasEnded) this.#child.send(request);
  }

  #settle(how: (pending: PromiseWithResolvers<ReaderReply>) => void): void {
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending !== undefined) how(pending);
  }
}
