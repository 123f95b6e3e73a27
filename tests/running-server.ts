import { buildIfStale } from "../src/packaging/build.ts";
import { type Output, watchOutput } from "./watch-output.ts";

/** What a command of the built executable printed, and how it ended. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A server that runs from the built executable. */
export interface RunningServer {
  /** Without a slash at its end. */
  readonly url: string;
  readonly pid: number;
  /** Resolves to what the pattern's group matches on standard output, as soon as that is printed. */
  printed(pattern: RegExp): Promise<string>;
  /** The same for standard error. */
  complained(pattern: RegExp): Promise<string>;
  /** Sends the signal. Resolves once the process has ended. */
  stop(signal?: NodeJS.Signals): Promise<Outcome>;
}

/** The built executable, built anew if something has changed since. */
let executable: Promise<string> | undefined;

/**
 * Runs a command of the built executable to its end.
 *
 * @param options.input what comes on standard input
 * @param options.cwd the folder to run it in
 */
export async function runHutch(
  args: readonly string[],
  options: { readonly input?: string; readonly cwd?: string } = {},
): Promise<Outcome> {
  executable ??= buildIfStale();
  const child = Bun.spawn([await executable, ...args], {
    cwd: options.cwd,
    // As a test has changed it, not as the test run began.
    env: process.env,
    stdin: new Blob([options.input ?? ""]),
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr, exitCode] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { exitCode, stdout, stderr };
}

/** How else a server is started. */
export interface StartOptions {
  /** A command that gets the executable and its arguments as arguments of its own. */
  readonly through?: readonly string[];
  /** The user to run as. */
  readonly uid?: number;
}

/**
 * Starts the built executable's server on a free port and waits until it says that it has started.
 *
 * @throws {Error} with what it wrote, if it ended instead
 */
export async function startHutch(
  dir: string,
  args: readonly string[] = [],
  { through = [], uid }: StartOptions = {},
): Promise<RunningServer> {
  executable ??= buildIfStale();
  const serve = ["serve", "--http", "127.0.0.1:0", "--dir", dir, ...args];
  const child = Bun.spawn([...through, await executable, ...serve], {
    env: process.env,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    ...(uid !== undefined && { uid }),
  });
  const output = watchOutput(child.stdout);
  const errors = watchOutput(child.stderr);
  const ended = async (): Promise<Outcome> => {
    const [stdout, stderr] = [await output.all, await errors.all];
    return { exitCode: await child.exited, stdout, stderr };
  };

  const startedAt = await output.find(/^Server started at (\S+)\n/m);
  if (startedAt === undefined) {
    const outcome = await ended();
    throw new Error(`The server did not start: ${JSON.stringify(outcome)}`);
  }
  const findIn = async (stream: Output, pattern: RegExp) => {
    const found = await stream.find(pattern);
    if (found === undefined) throw new Error(`${pattern} was not printed`);
    return found;
  };
  return {
    url: startedAt,
    pid: child.pid,
    printed: (pattern) => findIn(output, pattern),
    complained: (pattern) => findIn(errors, pattern),
    stop(signal = "SIGTERM") {
      child.kill(signal);
      return ended();
    },
  };
}
