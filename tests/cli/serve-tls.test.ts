import { afterAll, beforeAll, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  base64Of,
  certificateOf,
  firstPair,
} from "../http/tls/secure-test-server.ts";
import { runHutch, startHutch } from "../running-server.ts";
import { renewedPair } from "../support/more-certificates.ts";
import { temporaryFolder } from "../temporary-folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let files: { cert: string; key: string; other: string };
beforeAll(async () => {
  folder = await temporaryFolder();
  files = {
    cert: join(folder.path, "cert.pem"),
    key: join(folder.path, "key.pem"),
    other: join(folder.path, "other.pem"),
  };
  await writeFile(files.cert, firstPair.cert);
  await writeFile(files.key, firstPair.key, { mode: 0o600 });
  await writeFile(files.other, renewedPair.key, { mode: 0o600 });
});
afterAll(() => folder[Symbol.asyncDispose]());

const address = "127.0.0.1:18443";
const refusals: [string, (known: typeof files) => string[], string][] = [
  ["domains", () => ["example.com"], "by itself yet"],
  ["HTTPS without files", () => ["--https", address], "needs a certificate"],
  [
    "a certificate without its key",
    ({ cert }) => ["--https", address, "--cert", cert],
    "needs a certificate",
  ],
  [
    "a certificate without HTTPS",
    ({ cert }) => ["--cert", cert],
    "are for --https",
  ],
  [
    "another certificate's key",
    ({ cert, other }) => ["--https", address, "--cert", cert, "--key", other],
    "is not that of the certificate",
  ],
  [
    "both on one port",
    ({ cert, key }) =>
      ["--https", address, "--cert", cert, "--key", key].concat(
        "--http",
        ":18443",
      ),
    "cannot have the same port",
  ],
];
test.each(refusals)(
  "refuses %s, and makes no folder",
  async (_, of, said) => {
    const dir = join(folder.path, "none");
    const outcome = await runHutch(["serve", "--dir", dir, ...of(files)]);
    expect(outcome.exitCode).toBe(1);
    expect(outcome.stderr).toContain(said);
    expect(existsSync(dir)).toBe(false);
    // The first of them may have to build the executable.
  },
  60_000,
);

test("serves HTTPS, and goes over to a new certificate", async () => {
  const dir = join(folder.path, "pb_data");
  const { cert, key } = files;
  const tls = ["--https", "127.0.0.1:0", "--cert", cert, "--key", key];
  const server = await startHutch(dir, tls);
  expect(server.url).toStartWith("https://127.0.0.1:");
  const health = await fetch(`${server.url}/api/health`, {
    tls: { ca: firstPair.cert },
  });
  expect(health.status).toBe(200);
  // Here, where its certificate's name does not matter.
  expect((await runHutch(["health", server.url])).exitCode).toBe(0);
  await writeFile(`${files.key}.new`, renewedPair.key, { mode: 0o600 });
  await rename(`${files.key}.new`, files.key);
  await writeFile(files.cert, renewedPair.cert);
  const port = Number(new URL(server.url).port);
  let shown = await certificateOf(port);
  while (shown === base64Of(firstPair)) {
    // It takes two looks at the files, which are seconds apart; a handshake costs more than a look.
    await Bun.sleep(100);
    shown = await certificateOf(port);
  }
  expect(shown).toBe(base64Of(renewedPair));
  expect((await server.stop()).exitCode).toBe(0);
}, 60_000);
