import { join } from "node:path";

const root = join(import.meta.dir, "..");

/** How a run of Bun ended. */
export interface BunRun {
  /** What it printed, standard error included. */
  readonly output: string;
  readonly exitCode: number;
}

export interface BunRunOptions {
  /** Gets what is printed, as it comes. */
  readonly print?: (bytes: Uint8Array) => void;
  /** Milliseconds without a word after which it is taken to hang, and is ended with all that it has started. */
  readonly longestSilence?: number;
}

/** Longer than any test file takes, on a slow machine too: a file is printed once it is through. */
const tenMinutes = 600_000;

/** Milliseconds that it may take to end what it has started, and to say what hung. */
const farewell = 10_000;

/** Runs Bun with these arguments in the project's folder. One that hangs ends with an exit code other than 0, too. */
export async function runBun(
  args: readonly string[],
  { print = () => {}, longestSilence = tenMinutes }: BunRunOptions = {},
): Promise<BunRun> {
  const child = Bun.spawn([process.execPath, "--no-orphans", ...args], {
    cwd: root,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  let output = "";
  let killing: Timer | undefined;
  const hanging = setTimeout(() => {
    child.kill("SIGTERM");
    killing = setTimeout(() => child.kill("SIGKILL"), farewell);
  }, longestSilence);
  const read = async (from: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    for await (const bytes of from) {
      hanging.refresh();
      output += decoder.decode(bytes, { stream: true });
      print(bytes);
    }
  };
  await Promise.all([read(child.stdout), read(child.stderr)]);
  const exitCode = await child.exited;
  clearTimeout(hanging);
  clearTimeout(killing);
  return { output, exitCode };
}
