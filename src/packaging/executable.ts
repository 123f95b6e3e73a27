import { Glob } from "bun";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { buildAdminIfStale } from "./admin.ts";
import { projectRoot } from "./project-root.ts";

/** Where the executable for this machine is put. */
export const executablePath = join(
  projectRoot,
  "dist",
  process.platform === "win32" ? "hutch.exe" : "hutch",
);

/** Another platform than this machine's: Bun's name for it, and Bun's own executable for it. */
export interface Platform {
  readonly target: Bun.Build.CompileTarget;
  readonly runtime: string;
}

/**
 * Compiles everything into one executable, replacing what is at `outfile` only once it is whole.
 * It reads neither `bunfig.toml` nor `.env` of the folder that it is started in: they belong to someone else's project.
 */
export async function buildExecutable(
  outfile: string,
  platform?: Platform,
): Promise<void> {
  const admin = await buildAdminIfStale();
  const folder = join(dirname(outfile), `.building-${process.pid}`);
  await mkdir(folder, { recursive: true });
  try {
    const unfinished = join(folder, "hutch");
    await Bun.build({
      // Workers are found in the executable by their path below src.
      entrypoints: [join(projectRoot, "src/main.ts"), ...(await workers())],
      root: join(projectRoot, "src"),
      target: "bun",
      // Bytecode refuses top-level await in any other format.
      format: "esm",
      bytecode: true,
      minify: true,
      compile: {
        outfile: unfinished,
        // Found in the executable beside its code, by the folder's own name.
        assets: [admin],
        autoloadBunfig: false,
        autoloadDotenv: false,
        ...(platform && {
          target: platform.target,
          executablePath: platform.runtime,
        }),
      },
    });
    const suffix = outfile.endsWith(".exe") ? ".exe" : "";
    await rename(unfinished + suffix, outfile);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function workers(): Promise<string[]> {
  const found = new Glob("src/**/*.worker.ts").scan({
    cwd: projectRoot,
    absolute: true,
  });
  return (await Array.fromAsync(found)).toSorted();
}
