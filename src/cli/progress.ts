import { SingleBar } from "cli-progress";
import type { BackupProgress } from "../core/backups/backups.ts";
import type { DoctorProgress } from "../core/doctor/check-files.ts";
import type { ProgressDisplay } from "./files.ts";
import { formatSize } from "./format-size.ts";

/** Parts of the whole after which a line is printed where a bar makes no sense. */
const lines = 10;

/** A bar on a terminal, a few plain lines elsewhere. */
export function createProgress(): ProgressDisplay {
  const display = createDisplay();
  return {
    begin: (title, files, bytes) => display.begin(title, { files, bytes }),
    advance: (bytes) => display.advance(bytes),
    end: () => display.end(),
  };
}

/** As `createProgress`, of bytes alone. */
export function createByteProgress(): BackupProgress {
  const display = createDisplay();
  return {
    begin: (step, bytes) => display.begin(step, { bytes }),
    advance: (bytes) => display.advance(bytes),
    end: () => display.end(),
  };
}

/** As `createProgress`, of things that are counted; nothing where a bar makes no sense. */
export function createCountProgress(): DoctorProgress {
  const bar = new SingleBar({
    ...look,
    format: "{title} {bar} {percentage}% | {value} of {total}",
    clearOnComplete: true,
    // Draws nothing elsewhere than on a terminal.
    noTTYOutput: false,
  });
  return {
    begin: (title, total) => bar.start(total, 0, { title }),
    advance: () => bar.increment(),
    end: () => bar.stop(),
  };
}

const look = { stream: process.stdout, hideCursor: true, barsize: 24 };

/** All that is to be done. */
interface Whole {
  /** Each time that something is done, it is one of these; undefined: the bytes alone count. */
  readonly files?: number;
  readonly bytes: number;
}

interface Display {
  begin(title: string, whole: Whole): void;
  advance(bytes: number): void;
  end(): void;
}

function createDisplay(): Display {
  return process.stdout.isTTY ? new Bar() : new Lines();
}

class Bar implements Display {
  #bar: SingleBar | undefined;
  #whole: Whole = { bytes: 0 };
  #bytes = 0;

  begin(title: string, whole: Whole): void {
    this.#whole = whole;
    this.#bytes = 0;
    const { files, bytes } = whole;
    const counted = files === undefined ? "" : " | {value} of {total} files";
    this.#bar = new SingleBar({
      ...look,
      format: `${title} {bar} {percentage}%${counted} | {size}`,
    });
    this.#bar.start(files ?? bytes, 0, { size: this.#size() });
  }

  advance(bytes: number): void {
    this.#bytes += bytes;
    const size = this.#size();
    if (this.#whole.files !== undefined) this.#bar?.increment(1, { size });
    // What is read may have grown since it was counted.
    else this.#bar?.update(Math.min(this.#bytes, this.#whole.bytes), { size });
  }

  end(): void {
    this.#bar?.stop();
  }

  #size(): string {
    return `${formatSize(this.#bytes)} of ${formatSize(this.#whole.bytes)}`;
  }
}

class Lines implements Display {
  #title = "";
  #whole: Whole = { bytes: 0 };
  /** Files, or else bytes. */
  #done = 0;

  begin(title: string, whole: Whole): void {
    this.#title = title;
    this.#whole = whole;
    this.#done = 0;
    const { files, bytes } = whole;
    const count = files === undefined ? "" : `${files} files, `;
    process.stdout.write(`${title}: ${count}${formatSize(bytes)}\n`);
  }

  advance(bytes: number): void {
    const { files } = this.#whole;
    const before = this.#part();
    this.#done += files === undefined ? bytes : 1;
    const now = this.#part();
    // What is read may have grown since it was counted.
    if (now === before || now > lines) return;
    const state =
      files === undefined
        ? `${formatSize(this.#done)} of ${formatSize(this.#whole.bytes)}`
        : `${this.#done} of ${files} files`;
    process.stdout.write(`${this.#title}: ${state}\n`);
  }

  end(): void {}

  #part(): number {
    const { files, bytes } = this.#whole;
    return Math.floor((this.#done * lines) / (files ?? bytes));
  }
}
