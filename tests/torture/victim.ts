import { appendFile } from "node:fs/promises";
import { watchOutput } from "../watch-output.ts";

/** A server that is going to be killed. */
export interface Victim {
  readonly url: string;
  /** Milliseconds that it took until it served. */
  readonly startTime: number;
  /** Resolves once the process is gone. */
  kill(): Promise<void>;
}

/** Milliseconds that a start may take at most. */
const patience = 60_000;

/** The executable that is tortured, and where. */
export class Victims {
  readonly #executable: string;
  readonly #dir: string;
  readonly #logFile: string;

  /**
   * @param dir     the data folder
   * @param logFile gets all that is printed
   */
  constructor(executable: string, dir: string, logFile: string) {
    this.#executable = executable;
    this.#dir = dir;
    this.#logFile = logFile;
  }

  /** Resolves when it serves. @throws {Error} it does not */
  async start(): Promise<Victim> {
    const before = performance.now();
    const child = this.#spawn();
    const output = watchOutput(child.stdout);
    const gaveUp = setTimeout(() => child.kill("SIGKILL"), patience);
    const url = await output.find(/^Server started at (\S+)\n/m);
    clearTimeout(gaveUp);
    if (url === undefined) {
      await child.exited;
      throw new Error(
        `The server did not start: ${await output.all}${await child.errors}`,
      );
    }
    const startTime = performance.now() - before;
    return {
      url,
      startTime,
      async kill() {
        child.kill("SIGKILL");
        await child.exited;
      },
    };
  }

  /** Starts one and kills it so many milliseconds later, wherever it is then. */
  async killAtStart(after: number): Promise<void> {
    const child = this.#spawn();
    await Bun.sleep(after);
    child.kill("SIGKILL");
    await child.exited;
    const errors = await child.errors;
    if (errors !== "" && child.exitCode !== null) {
      throw new Error(`The server did not start: ${errors}`);
    }
  }

  /** Runs a command to its end. @throws {Error} it failed */
  async run(...args: readonly string[]): Promise<string> {
    const child = Bun.spawn([this.#executable, ...args, "--dir", this.#dir], {
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
    });
    const [stdout, stderr] = await Promise.all([
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
    ]);
    if ((await child.exited) === 0) return stdout;
    throw new Error(`${args.join(" ")} failed: ${stderr}${stdout}`);
  }

  #spawn() {
    const child = Bun.spawn(
      [this.#executable, "serve", "--http", "127.0.0.1:0", "--dir", this.#dir],
      { stdin: "ignore", stdout: "pipe", stderr: "pipe" },
    );
    const errors = new Response(child.stderr).text().then(async (text) => {
      await appendFile(this.#logFile, text);
      return text;
    });
    return Object.assign(child, { errors });
  }
}
