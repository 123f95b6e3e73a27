import { readFile } from "node:fs/promises";
import { dirname, extname } from "node:path";
import type { BunPlugin } from "bun";

/**
 * Keeps what the first screen needs in one file. The bundler puts modules together that the same parts need, so that a page
 * that shares this with one lazy part and that with another begins with dozens of small files. Here each lazy part needs all
 * that the first screen has, which is there anyway.
 *
 * @param entry the module that the page runs
 */
export function keepFirstScreenTogether(entry: string): BunPlugin {
  return {
    name: "first screen",
    setup({ onResolve, onLoad }) {
      const lazy = new Set<string>();
      onResolve({ filter: /^\./ }, ({ path, importer, kind }) => {
        if (kind !== "dynamic-import") return undefined;
        lazy.add(Bun.resolveSync(path, dirname(importer)));
        return undefined;
      });
      onLoad({ filter: /\/src\/admin\/.*\.tsx?$/ }, async ({ path }) => {
        if (!lazy.has(path)) return undefined;
        return {
          contents: `import ${JSON.stringify(entry)};\n${await readFile(path, "utf8")}`,
          loader: extname(path) === ".tsx" ? "tsx" : "ts",
        };
      });
    },
  };
}
