import { afterEach, beforeEach, expect, test } from "bun:test";
import { chmod, chown, cp, readdir } from "node:fs/promises";
import { join } from "node:path";
import PocketBase from "pocketbase";
import { buildIfStale } from "../../src/packaging/build.ts";
import { runHutch, startHutch } from "../running-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const account = ["root@example.com", "a-good-password"] as const;

/** Permissions do not bind root, who therefore runs the server as somebody else. */
const uid = process.getuid?.() === 0 ? 65_534 : undefined;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let dir: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  dir = join(folder.path, "pb_data");
  await runHutch(["superuser", "upsert", ...account, "--dir", dir]);
  await chmod(folder.path, 0o755);
  for (const name of ["", ...(await readdir(dir, { recursive: true }))]) {
    if (uid !== undefined) await chown(join(dir, name), uid, uid);
  }
});
afterEach(() => folder[Symbol.asyncDispose]());

/** Whoever runs the tests may have the executable where nobody else may look. */
const start = async () => {
  const executable = join(folder.path, "hutch");
  await cp(await buildIfStale(), executable);
  const run = `shift; exec "${executable}" "$@"`;
  return startHutch(dir, [], {
    through: ["sh", "-c", run, "sh"],
    ...(uid !== undefined && { uid }),
  });
};

const places: [what: string, path: string, mode: number][] = [
  ["folder", "", 0o500],
  ["database", "data.db", 0o400],
  ["auxiliary database", "auxiliary.db", 0o400],
];

test.each(places)(
  "a server does not start on a read-only %s, says so, and touches nothing",
  async (_, path, mode) => {
    const before = await readdir(dir);
    await chmod(join(dir, path), mode);
    const error = await start().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    await chmod(join(dir, path), 0o700);
    const sentence = `Error: The data folder ${dir} cannot be used: ${path === "" ? "it" : join(dir, path)} is not readable and writable.`;
    expect(String(error)).toContain(sentence);
    expect(String(error)).toContain('"exitCode":1');
    expect(await readdir(dir)).toEqual(before);
  },
);

test("a storage that becomes read-only refuses uploads with the reason, and the rest goes on", async () => {
  const server = await start();
  try {
    const client = new PocketBase(server.url).autoCancellation(false);
    await client.collection("_superusers").authWithPassword(...account);
    await client.collections.create({
      name: "docs",
      type: "base",
      fields: [
        { name: "text", type: "text" },
        { name: "file", type: "file" },
      ],
    });
    const docs = client.collection("docs");
    const file = new File(["hello"], "hello.txt");
    const { id } = await docs.create({ file });
    await chmod(join(dir, "storage", ".tmp"), 0o500);
    await chmod(join(dir, "storage"), 0o500);
    const refusal: unknown = await docs.create({ file }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(refusal).toMatchObject({ status: 400 });
    await docs.update(id, { text: "still here" });
    const record = await docs.getOne(id);
    const answer = await fetch(client.files.getURL(record, record["file"]));
    expect(await answer.text()).toBe("hello");
    await chmod(join(dir, "storage"), 0o700);
    await chmod(join(dir, "storage", ".tmp"), 0o700);
    await docs.create({ file });
  } finally {
    await server.stop();
  }
});
