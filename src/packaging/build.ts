import { Glob } from "bun";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { buildExecutable, executablePath, projectRoot } from "./executable.ts";

/** What the executable is made of. */
const parts = new Glob("{src,drizzle}/**/*");
const furtherParts = ["package.json", "bun.lock"];

/** Builds the executable for this machine unless it is newer than all it is made of. Returns its path. */
export async function buildIfStale(): Promise<string> {
  const [built, changed] = [await builtAt(), await lastChange()];
  if (built < changed) await buildExecutable(executablePath);
  return executablePath;
}

async function builtAt(): Promise<number> {
  const file = Bun.file(executablePath);
  return (await file.exists()) ? file.lastModified : 0;
}

async function lastChange(): Promise<number> {
  let latest = 0;
  const consider = async (path: string) => {
    latest = Math.max(latest, (await stat(join(projectRoot, path))).mtimeMs);
  };
  // Folders too: theirs is the change when a file goes.
  for await (const path of parts.scan({
    cwd: projectRoot,
    onlyFiles: false,
  })) {
    await consider(path);
  }
  for (const path of furtherParts) await consider(path);
  return latest;
}

if (import.meta.main) console.log(`Built ${await buildIfStale()}`);
