import { existsSync } from "node:fs";
import { chmod, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import type { LaunchOptions } from "playwright-core";

const root = join(import.meta.dir, "../..");
const pack = join(root, "node_modules/@sparticuz/chromium");

/**
 * How to start a browser that needs nothing of this machine but its C library: the one that npm has for Linux on x64,
 * with its libraries and fonts, unpacked once into `.cache`. Elsewhere it is the Chrome that is installed.
 */
export async function browserToLaunch(): Promise<LaunchOptions> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    return { channel: "chrome" };
  }
  const folder = await unpacked();
  return {
    executablePath: join(folder, "chromium"),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, "lib"),
      FONTCONFIG_FILE: join(folder, "fonts.conf"),
    },
  };
}

/** The folder that the browser lies in, which appears only once it is whole. */
async function unpacked(): Promise<string> {
  const { version } = await Bun.file(join(pack, "package.json")).json();
  const folder = join(root, ".cache", `chromium-${version}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unpacking-${process.pid}`;
  try {
    await mkdir(unfinished, { recursive: true });
    const browser = join(unfinished, "chromium");
    await Bun.write(browser, await decompress("chromium.br"));
    await chmod(browser, 0o755);
    for (const archive of ["al2023.tar.br", "fonts.tar.br"]) {
      await new Bun.Archive(await decompress(archive)).extract(unfinished);
    }
    await Bun.write(join(unfinished, "fonts.conf"), fontConfiguration(folder));
    await rename(unfinished, folder).catch((error: unknown) => {
      // Another process of the test run was first.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}

async function decompress(file: string): Promise<Buffer> {
  const content = await Bun.file(join(pack, "bin", file)).bytes();
  return promisify(brotliDecompress)(content);
}

/** The pack's own looks for fonts where its makers' machines have them. */
function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}
