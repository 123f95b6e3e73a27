import { join } from "node:path";
import type { Subprocess } from "bun";

/**
 * A process that answers one request at a time. It does not keep this process alive and does not outlive it. Unlike a
 * thread it can be ended while SQLite runs a statement.
 */
export class ChildProcess<Request, Reply> {
  readonly #child: Subprocess;
  #pending: PromiseWithResolvers<Reply> | undefined;
  #failure: Error | undefined;

  /**
   * @param argument makes the executable this kind of process instead of whatever its other arguments say: see `main.ts`
   * @param file     with the code of this kind of process, below this engine's folder; it calls `serveParent`
   */
  constructor(argument: string, file: string) {
    const command = Bun.isStandaloneExecutable
      ? [process.execPath, argument]
      : [process.execPath, join(import.meta.dir, "..", file)];
    this.#child = Bun.spawn(command, {
      stdin: "ignore",
      stdout: "ignore",
      stderr: "inherit",
      // Bun's own: when this process dies, however suddenly, the kernel ends the child.
      env: { ...process.env, BUN_OPTIONS: "--no-orphans" },
      serialization: "advanced",
      ipc: (reply: Reply) => this.#settle((pending) => pending.resolve(reply)),
      onExit: () =>
        this.#fail(new Error("A process that used the database has ended.")),
    });
    this.#child.unref();
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** Whether it can no longer answer. */
  get hasEnded(): boolean {
    return this.#failure !== undefined;
  }

  /** Sends a request when the one before is answered, and waits for its answer. */
  ask(request: Request): Promise<Reply> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const pending = Promise.withResolvers<Reply>();
    this.#pending = pending;
    this.tell(request);
    return pending.promise;
  }

  /** Sends what has no answer. */
  tell(request: Request): void {
    if (!this.hasEnded) this.#child.send(request);
  }

  /**
   * Ends it at once, in the middle of a statement too; SQLite undoes what it had not committed.
   * @param reason what who waits for an answer is told
   */
  async end(reason?: Error): Promise<void> {
    if (reason !== undefined) this.#fail(reason);
    this.#failure ??= new Error("A process that used the database was ended.");
    this.#child.kill("SIGKILL");
    await this.#child.exited;
  }

  #fail(failure: Error): void {
    this.#failure ??= failure;
    const known = this.#failure;
    this.#settle((pending) => pending.reject(known));
  }

  #settle(how: (pending: PromiseWithResolvers<Reply>) => void): void {
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending !== undefined) how(pending);
  }
}
