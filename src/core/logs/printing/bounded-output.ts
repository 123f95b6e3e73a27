/** Bytes, about, that a reader may be behind. */
const mostBehind = 1024 * 1024;

/** A stream that a process writes lines to. */
type Output = Pick<NodeJS.WriteStream, "write" | "on">;

/**
 * Writes lines to a stream whose reader may be slow, stopped or gone: what it does not take is dropped, and the process
 * neither waits for it, nor ends, nor keeps it all.
 */
export class BoundedOutput {
  readonly #stream: Output;
  #behind = 0;
  #dropped = 0;

  constructor(stream: Output) {
    this.#stream = stream;
    // The reader is gone, which is its own affair; without a listener the process would end.
    stream.on("error", () => {});
  }

  /** How many lines were dropped. */
  get dropped(): number {
    return this.#dropped;
  }

  /** @param line with its line break */
  write(line: string): void {
    const { length } = line;
    if (this.#behind > 0 && this.#behind + length > mostBehind) {
      this.#dropped++;
      return;
    }
    this.#behind += length;
    this.#stream.write(line, () => {
      this.#behind -= length;
    });
  }
}

let standardError: BoundedOutput | undefined;
let standardOutput: BoundedOutput | undefined;

/** The process's standard error; one, so that its listeners are. */
export function stderrLines(): BoundedOutput {
  return (standardError ??= new BoundedOutput(process.stderr));
}

/** The process's standard output. */
export function stdoutLines(): BoundedOutput {
  return (standardOutput ??= new BoundedOutput(process.stdout));
}
