import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { buildExecutable } from "./executable.ts";
import type { Platform } from "./executable.ts";
import { projectRoot } from "./project-root.ts";

/** The platforms that are released: the file's name, Bun's name of the target, the npm package that holds its runtime. */
const platforms = [
  ["hutch-linux-x64", "bun-linux-x64", "bun-linux-x64"],
  ["hutch-linux-arm64", "bun-linux-arm64", "bun-linux-aarch64"],
  ["hutch-linux-x64-musl", "bun-linux-x64-musl", "bun-linux-x64-musl"],
  ["hutch-linux-arm64-musl", "bun-linux-arm64-musl", "bun-linux-aarch64-musl"],
  ["hutch-macos-x64", "bun-darwin-x64", "bun-darwin-x64"],
  ["hutch-macos-arm64", "bun-darwin-arm64", "bun-darwin-aarch64"],
  ["hutch-windows-x64.exe", "bun-windows-x64", "bun-windows-x64"],
] as const satisfies readonly (readonly [
  file: string,
  target: Platform["target"],
  runtime: string,
])[];

const folder = join(projectRoot, "dist");
const runtimes = join(projectRoot, ".cache", `runtimes-${Bun.version}`);

/**
 * Installs Bun's executables of all platforms as the npm packages that they are published in, so that the registry
 * alone is needed.
 */
async function fetchRuntimes(): Promise<void> {
  await mkdir(runtimes, { recursive: true });
  const dependencies = Object.fromEntries(
    platforms.map(([, , runtime]) => [`@oven/${runtime}`, Bun.version]),
  );
  await Bun.write(
    join(runtimes, "package.json"),
    JSON.stringify({ private: true, dependencies }),
  );
  // Without these two, packages for another machine are left out.
  await Bun.$`${process.execPath} install ${["--os=*", "--cpu=*"]} --ignore-scripts`
    .cwd(runtimes)
    .quiet();
}

async function checksum(path: string): Promise<string> {
  const hash = new Bun.CryptoHasher("sha256");
  for await (const chunk of Bun.file(path).stream()) hash.update(chunk);
  return `${hash.digest("hex")}  ${basename(path)}\n`;
}

await fetchRuntimes();
await mkdir(folder, { recursive: true });
let checksums = "";
for (const [file, target, runtime] of platforms) {
  const binary = target.includes("windows") ? "bun.exe" : "bun";
  const path = join(folder, file);
  await buildExecutable(path, {
    target,
    runtime: join(runtimes, "node_modules/@oven", runtime, "bin", binary),
  });
  const line = await checksum(path);
  process.stdout.write(line);
  checksums += line;
}
await Bun.write(join(folder, "SHA256SUMS"), checksums);
