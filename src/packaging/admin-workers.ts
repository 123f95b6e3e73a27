import { basename, dirname, join, resolve } from "node:path";
import type { BunPlugin } from "bun";
import { projectRoot } from "./project-root.ts";

/** How the admin asks for a worker's address: `import { address } from "worker:./read.worker.ts"`. */
const prefix = "worker:";

/**
 * Bundles the admin's workers, each into a file of its own, as a page must load them. The bundler leaves `new Worker(…)` as it
 * is, and may not be called again while it runs, so this comes first.
 *
 * @param outdir where the admin's files are put
 * @returns tells the admin where its workers are
 */
export async function bundleWorkers(outdir: string): Promise<BunPlugin> {
  const sources = Array.from(
    new Bun.Glob("src/admin/**/*.worker.ts").scanSync(projectRoot),
    (path) => join(projectRoot, path),
  );
  const addresses = new Map<string, string>();
  for (const source of sources) {
    const { outputs } = await Bun.build({
      entrypoints: [source],
      outdir,
      target: "browser",
      minify: true,
      define: { "process.env.NODE_ENV": '"production"' },
      naming: { entry: "[name]-[hash].[ext]" },
    });
    for (const { path } of outputs) {
      addresses.set(source, `./${basename(path)}`);
    }
  }
  return {
    name: "workers",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^worker:/ }, ({ path, importer }) => ({
        path: resolve(dirname(importer), path.slice(prefix.length)),
        namespace: "worker",
      }));
      onLoad({ filter: /./, namespace: "worker" }, ({ path }) => {
        const address = addresses.get(path);
        if (address === undefined) throw new Error(`${path} is no worker`);
        return {
          contents: `export const address = ${JSON.stringify(address)};`,
          loader: "js",
        };
      });
    },
  };
}
