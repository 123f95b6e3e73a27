import { Glob } from "bun";
import { join, relative } from "node:path";

/**
 * The rooms of the house, from the roof down. An import points from a room into itself or to a room further down. A
 * room whose pattern has a group stands for many rooms side by side, which import nothing of each other.
 */
const floors: readonly { readonly name: string; readonly files: RegExp }[] = [
  { name: "main", files: /^main\.ts$/ },
  { name: "cli", files: /^cli\// },
  { name: "http", files: /^http\/(?!shared\/)/ },
  { name: "apis", files: /^apis\/([^/]+)\// },
  { name: "http/shared", files: /^http\/shared\// },
  { name: "core", files: /^core\// },
  { name: "engines", files: /^engines\/([^/]+)\// },
];

/** Rooms beside the house: nothing in it imports them, and they import only this of it. */
const annexes: readonly {
  readonly name: string;
  readonly files: RegExp;
  readonly mayImport: RegExp;
}[] = [
  // Runs in the browser; it shares the filter language with the server.
  { name: "admin", files: /^admin\//, mayImport: /^core\/filter\/syntax\// },
  { name: "packaging", files: /^packaging\//, mayImport: /^$/ },
];

/** A folder that imports nothing outside itself, as the browser runs it too. */
const pure = /^core\/filter\/syntax\//;

/** One import, as paths below `src`. */
interface Import {
  readonly from: string;
  readonly to: string;
}

/**
 * Finds the imports in a source folder that break the order of its rooms, types and dynamic imports included.
 * Returns a sentence for each.
 */
export async function findWrongImports(src: string): Promise<string[]> {
  const files = await Array.fromAsync(new Glob("**/*.{ts,tsx}").scan(src));
  const found: string[] = [];
  for (const from of files.toSorted()) {
    if (roomOf(from) === undefined)
      found.push(`${from} is in no room of the house`);
    for (const to of await importsOf(src, from)) {
      const reason = judge({ from, to });
      if (reason !== undefined) found.push(`${from} imports ${to}: ${reason}`);
    }
  }
  return found;
}

const transpilers = {
  ts: new Bun.Transpiler({ loader: "ts" }),
  tsx: new Bun.Transpiler({ loader: "tsx" }),
};

/** What the scan leaves out since it is gone at run time, and what counts here all the same: imports of types. */
const typeImports = [
  /\b(?:import|export)\b[^;'"]*?\bfrom\s*["']([^"']+)["']/g,
  /\bimport\(\s*["']([^"']+)["']\s*\)/g,
];

/** The files below `src` that a file imports. Packages, and files outside `src`, count for nothing. */
async function importsOf(src: string, file: string): Promise<string[]> {
  const text = await Bun.file(join(src, file)).text();
  const transpiler = transpilers[file.endsWith(".tsx") ? "tsx" : "ts"];
  const specifiers = new Set([
    ...transpiler.scanImports(text).map(({ path }) => path),
    ...typeImports.flatMap((pattern) =>
      Array.from(text.matchAll(pattern), ([, path]) => path ?? ""),
    ),
  ]);
  return Array.from(specifiers)
    .filter((path) => path.startsWith("."))
    .map((path) => relative(src, join(src, file, "..", path)))
    .filter((path) => !path.startsWith(".."));
}

/** Why an import is wrong, if it is. */
function judge({ from, to }: Import): string | undefined {
  if (pure.test(from) && !pure.test(to))
    return "the filter's syntax imports nothing but itself";

  const annex = annexes.find(({ files }) => files.test(from));
  if (annex !== undefined) {
    return annex.files.test(to) || annex.mayImport.test(to)
      ? undefined
      : `${annex.name} may not`;
  }

  const [importer, imported] = [roomOf(from), roomOf(to)];
  if (importer === undefined || imported === undefined) return undefined;
  if (imported.floor === -1) return `nothing imports ${imported.name}`;
  if (imported.floor < importer.floor)
    return `${imported.name} is above ${importer.name}`;
  if (imported.floor === importer.floor && imported.door !== importer.door)
    return `one of the ${importer.name} may not import another`;
  return undefined;
}

interface Room {
  readonly name: string;
  /** Counted from the roof; -1 beside the house. */
  readonly floor: number;
  /** Which of the rooms that are side by side. */
  readonly door: string;
}

function roomOf(file: string): Room | undefined {
  for (const [floor, { name, files }] of floors.entries()) {
    const match = files.exec(file);
    if (match !== null) return { name, floor, door: match[1] ?? "" };
  }
  const annex = annexes.find(({ files }) => files.test(file));
  return annex && { name: annex.name, floor: -1, door: "" };
}
