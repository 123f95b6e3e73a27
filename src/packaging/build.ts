import { buildExecutable, executablePath } from "./executable.ts";
import { lastChange, writtenAt } from "./last-change.ts";

/** What the executable is made of. */
const parts = ["{src,drizzle}/**/*", "package.json", "bun.lock"];

/** Builds the executable for this machine unless it is newer than all it is made of. Returns its path. */
export async function buildIfStale(): Promise<string> {
  const [built, changed] = [
    await writtenAt(executablePath),
    await lastChange(parts),
  ];
  if (built < changed) await buildExecutable(executablePath);
  return executablePath;
}

if (import.meta.main) console.log(`Built ${await buildIfStale()}`);
