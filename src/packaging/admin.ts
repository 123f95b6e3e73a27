import { copyFile, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { bundleWorkers } from "./admin-workers.ts";
import { keepFirstScreenTogether } from "./first-screen.ts";
import { lastChange, writtenAt } from "./last-change.ts";
import { projectRoot } from "./project-root.ts";

/** Where the built admin is put. */
export const adminFolder = join(projectRoot, "build/admin");

/** Lists what was built; written last. */
const listName = "files.json";

/** What the admin is made of. */
const parts = [
  "src/admin/**/*",
  "src/core/filter/syntax/**/*",
  "src/packaging/*",
  "package.json",
  "bun.lock",
];

/** What the list says of a file, by its name. */
interface BuiltFile {
  readonly type: string;
  /** Of the content. */
  readonly hash: string;
  /** Content codings in which it lies beside the plain file, under its name with this suffix. */
  readonly encodings: Readonly<Partial<Record<Encoding, string>>>;
}

type Encoding = "br" | "gzip";

/** Bytes below which a compressed copy is not worth it. */
const smallestToCompress = 512;

/** Builds the admin unless it is newer than all it is made of. Returns the folder. */
export async function buildAdminIfStale(): Promise<string> {
  const [built, changed] = [
    await writtenAt(join(adminFolder, listName)),
    await lastChange(parts),
  ];
  if (built < changed) await buildAdmin();
  return adminFolder;
}

/** Builds the admin, replacing the folder only once the new one is whole. */
async function buildAdmin(): Promise<void> {
  const building = `${adminFolder}.building-${process.pid}`;
  try {
    await mkdir(building, { recursive: true });
    await bundle(building);
    await describeFiles(building);
    await replaceFolder(building, adminFolder);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

async function bundle(outdir: string): Promise<void> {
  await Bun.build({
    entrypoints: [join(projectRoot, "src/admin/index.html")],
    outdir,
    target: "browser",
    splitting: true,
    minify: true,
    plugins: [
      await bundleWorkers(outdir),
      keepFirstScreenTogether(join(projectRoot, "src/admin/main.tsx")),
    ],
    // Relative, since a proxy may put a path before the server's own; and all in one folder, so that a path is the same
    // from the page and from a module.
    publicPath: "./",
    define: { "process.env.NODE_ENV": '"production"' },
    naming: {
      entry: "[name].[ext]",
      chunk: "[name]-[hash].[ext]",
      asset: "[name]-[hash].[ext]",
    },
  });
}

/** Writes compressed copies of what shrinks, and the list of all files. */
async function describeFiles(folder: string): Promise<void> {
  const before = await readList();
  const list: Record<string, BuiltFile> = {};
  for (const name of (await readdir(folder)).toSorted()) {
    const file = Bun.file(join(folder, name));
    const content = await file.bytes();
    const hash = new Bun.CryptoHasher("sha256")
      .update(content)
      .digest("base64url")
      .slice(0, 22);
    const encodings =
      (before[name]?.hash === hash &&
        (await takeOver(name, before[name].encodings, folder))) ||
      (await compressFile(join(folder, name), content));
    list[name] = { type: file.type, hash, encodings };
  }
  await Bun.write(join(folder, listName), JSON.stringify(list));
}

/** What was built last; empty if that is missing or not whole. */
async function readList(): Promise<Readonly<Record<string, BuiltFile>>> {
  const list = Bun.file(join(adminFolder, listName));
  return (await list.exists()) ? list.json() : {};
}

/**
 * Takes the compressed copies of a file that has not changed from the last build: the best compression takes seconds.
 * Undefined if another process has just replaced that.
 */
async function takeOver(
  name: string,
  encodings: BuiltFile["encodings"],
  folder: string,
): Promise<BuiltFile["encodings"] | undefined> {
  try {
    for (const suffix of Object.values(encodings)) {
      const copy = name + suffix;
      await copyFile(join(adminFolder, copy), join(folder, copy));
    }
    return encodings;
  } catch (error) {
    ignore("ENOENT")(error);
    return undefined;
  }
}

async function compressFile(
  path: string,
  content: Uint8Array<ArrayBuffer>,
): Promise<BuiltFile["encodings"]> {
  const encodings: Partial<Record<Encoding, string>> = {};
  if (content.byteLength < smallestToCompress) return encodings;
  for (const [encoding, { suffix, compress }] of compressions) {
    const compressed = compress(content);
    if (compressed.byteLength >= content.byteLength) continue;
    await Bun.write(path + suffix, compressed);
    encodings[encoding] = suffix;
  }
  return encodings;
}

/** The better one first. */
const compressions: readonly (readonly [
  Encoding,
  {
    readonly suffix: string;
    readonly compress: (content: Uint8Array<ArrayBuffer>) => Uint8Array;
  },
])[] = [
  [
    "br",
    {
      suffix: ".br",
      compress: (content) =>
        brotliCompressSync(content, {
          params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
        }),
    },
  ],
  [
    "gzip",
    {
      suffix: ".gz",
      compress: (content) =>
        Bun.gzipSync(content, { level: 12, library: "libdeflate" }),
    },
  ],
];

/** Puts one folder in another's place. Where another process has just done so, either will do. */
async function replaceFolder(from: string, to: string): Promise<void> {
  const old = `${to}.old-${process.pid}`;
  await rename(to, old).catch(ignore("ENOENT"));
  await rename(from, to).catch(ignore("ENOTEMPTY", "EEXIST", "EPERM"));
  await rm(old, { recursive: true, force: true });
}

function ignore(...codes: readonly string[]): (error: unknown) => void {
  return (error) => {
    const isExpected =
      error instanceof Error &&
      "code" in error &&
      codes.includes(String(error.code));
    if (!isExpected) throw error;
  };
}

if (import.meta.main) console.log(await buildAdminIfStale());
