import { join } from "node:path";

/**
 * The least that can send files: `Bun.serve` over a folder, for any path the file that is its last segment.
 *
 * Run as `bun bare-files.ts FOLDER`; prints its address.
 */
const folder = Bun.argv[2] ?? "";
const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  fetch: ({ url }) =>
    new Response(Bun.file(join(folder, url.slice(url.lastIndexOf("/") + 1)))),
});
console.log(server.url.origin);
