import { SingleBar } from "cli-progress";
import type { ProgressDisplay } from "./files.ts";

/** Parts of the whole after which a line is printed where a bar makes no sense. */
const lines = 10;

/** A bar on a terminal, a few plain lines elsewhere. */
export function createProgress(): ProgressDisplay {
  return process.stdout.isTTY ? new Bar() : new Lines();
}

class Bar implements ProgressDisplay {
  #bar: SingleBar | undefined;
  #bytes = 0;
  #all = 0;

  begin(title: string, files: number, bytes: number): void {
    this.#bytes = 0;
    this.#all = bytes;
    this.#bar = new SingleBar({
      format: `${title} {bar} {percentage}% | {value} of {total} files | {size}`,
      stream: process.stdout,
      hideCursor: true,
      barsize: 24,
    });
    this.#bar.start(files, 0, { size: this.#size() });
  }

  advance(bytes: number): void {
    this.#bytes += bytes;
    this.#bar?.increment(1, { size: this.#size() });
  }

  end(): void {
    this.#bar?.stop();
  }

  #size(): string {
    return `${formatSize(this.#bytes)} of ${formatSize(this.#all)}`;
  }
}

class Lines implements ProgressDisplay {
  #title = "";
  #files = 0;
  #done = 0;

  begin(title: string, files: number, bytes: number): void {
    this.#title = title;
    this.#files = files;
    this.#done = 0;
    process.stdout.write(`${title}: ${files} files, ${formatSize(bytes)}\n`);
  }

  advance(): void {
    const before = Math.floor((this.#done * lines) / this.#files);
    this.#done++;
    const now = Math.floor((this.#done * lines) / this.#files);
    if (now === before) return;
    process.stdout.write(
      `${this.#title}: ${this.#done} of ${this.#files} files\n`,
    );
  }

  end(): void {}
}

function formatSize(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let [size, unit] = [bytes, 0];
  while (size >= 1_000 && unit < units.length - 1) {
    size /= 1_000;
    unit++;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}
