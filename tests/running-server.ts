import { buildIfStale } from "../src/packaging/build.ts";

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

/**
 * Starts the built executable's server on a free port and waits until it says that it has started.
 *
 * @throws {Error} with what it wrote, if it ended instead
 */
export async function startHutch(
  dir: string,
  args: readonly string[] = [],
): Promise<RunningServer> {
  executable ??= buildIfStale();
  const child = Bun.spawn(
    [await executable, "serve", "--http", "127.0.0.1:0", "--dir", dir, ...args],
    { stdin: "ignore", stdout: "pipe", stderr: "pipe" },
  );
  let stdout = "";
  let foundUrl: (url: string | undefined) => void = () => {};
  const url = new Promise<string | undefined>((resolve) => {
    foundUrl = resolve;
  });
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const bytes of child.stdout) {
      stdout += decoder.decode(bytes, { stream: true });
      const started = /^Server started at (\S+)\n/m.exec(stdout);
      if (started !== null) foundUrl(started[1]);
    }
    foundUrl(undefined);
  })();
  const stderr = new Response(child.stderr).text();
  const ended = async (): Promise<Outcome> => {
    await reading;
    return { exitCode: await child.exited, stdout, stderr: await stderr };
  };

  const startedAt = await url;
  if (startedAt === undefined) {
    const outcome = await ended();
    throw new Error(`The server did not start: ${JSON.stringify(outcome)}`);
  }
  return {
    url: startedAt,
    pid: child.pid,
    stop(signal = "SIGTERM") {
      child.kill(signal);
      return ended();
    },
  };
}
