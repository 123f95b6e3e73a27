import { SingleBar } from "cli-progress";
import type { BackupProgress } from "../core/backups/backups.ts";
import type { DoctorProgress } from "../core/doctor/check-files.ts";
import type { ProgressDisplay } from "./files.ts";

/** Parts of the whole after which a line is printed where a bar makes no sense. */
const lines = 10;

/** A bar on a terminal, a few plain lines elsewhere. */
export function createProgress(): ProgressDisplay {
  return process.stdout.isTTY ? new Bar() : new Lines();
}

/** As `createProgress`, of bytes alone. */
export function createByteProgress(): BackupProgress {
  return process.stdout.isTTY ? new ByteBar() : new ByteLines();
}

/** As `createProgress`, of things that are counted; nothing where a bar makes no sense. */
export function createCountProgress(): DoctorProgress {
  const bar = new SingleBar({
    format: "{title} {bar} {percentage}% | {value} of {total}",
    stream: process.stdout,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 24,
    // Draws nothing elsewhere than on a terminal.
    noTTYOutput: false,
  });
  return {
    begin: (title, total) => bar.start(total, 0, { title }),
    advance: () => bar.increment(),
    end: () => bar.stop(),
  };
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

class ByteBar implements BackupProgress {
  #bar: SingleBar | undefined;
  #done = 0;
  #all = 0;

  begin(step: string, bytes: number): void {
    this.#done = 0;
    this.#all = bytes;
    this.#bar = new SingleBar({
      format: `${step} {bar} {percentage}% | {size}`,
      stream: process.stdout,
      hideCursor: true,
      barsize: 24,
    });
    this.#bar.start(bytes, 0, { size: this.#size() });
  }

  advance(bytes: number): void {
    this.#done += bytes;
    // What is read may have grown since it was counted.
    const shown = Math.min(this.#done, this.#all);
    this.#bar?.update(shown, { size: this.#size() });
  }

  end(): void {
    this.#bar?.stop();
  }

  #size(): string {
    return `${formatSize(this.#done)} of ${formatSize(this.#all)}`;
  }
}

class ByteLines implements BackupProgress {
  #step = "";
  #all = 0;
  #done = 0;

  begin(step: string, bytes: number): void {
    this.#step = step;
    this.#all = bytes;
    this.#done = 0;
    process.stdout.write(`${step}: ${formatSize(bytes)}\n`);
  }

  advance(bytes: number): void {
    const before = Math.floor((this.#done * lines) / this.#all);
    this.#done += bytes;
    const now = Math.floor((this.#done * lines) / this.#all);
    if (now === before || now > lines) return;
    process.stdout.write(
      `${this.#step}: ${formatSize(this.#done)} of ${formatSize(this.#all)}\n`,
    );
  }

  end(): void {}
}

/** Such as `12.3 MB`. */
export function formatSize(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let [size, unit] = [bytes, 0];
  while (size >= 1_000 && unit < units.length - 1) {
    size /= 1_000;
    unit++;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}
