import { $ } from "bun";
import { dirname, join } from "node:path";

/** A path beside the executable; in development, in the project's folder. */
export function besideExecutable(name: string): string {
  const folder = Bun.isStandaloneExecutable
    ? dirname(process.execPath)
    : join(import.meta.dir, "../..");
  return join(folder, name);
}

/** How one calls this executable in a shell. */
export function executableName(): string {
  return Bun.isStandaloneExecutable
    ? $.escape(process.execPath)
    : "bun src/main.ts";
}
