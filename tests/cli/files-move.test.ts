import { afterEach, beforeEach, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Serving, serveNewFolder } from "../clients/serving.ts";
import { buildIfStale } from "../../src/packaging/build.ts";
import { runHutch } from "../running-server.ts";
import { type S3Server, startS3Server } from "../support/s3-server.ts";

let s3: S3Server;
let serving: Serving;
beforeEach(async () => {
  [s3, serving] = await Promise.all([startS3Server(), serveNewFolder()]);
  const { superuser } = serving;
  await superuser.collections.create({
    name: "docs",
    type: "base",
    viewRule: "",
    fields: [{ name: "files", type: "file", maxSelect: 9 }],
  });
  await superuser.settings.update({ s3: { ...s3.settings, enabled: false } });
});
afterEach(async () => {
  await serving[Symbol.asyncDispose]();
  await s3.stop();
});

const move = (...args: string[]) =>
  runHutch(["files", "move", ...args, "--dir", serving.dir]);

async function upload(text: string) {
  const record = await serving.superuser
    .collection("docs")
    .create({ files: [new File([text], "text.txt")] });
  return serving.superuser.files.getURL(record, record["files"][0]);
}

async function localFiles(): Promise<string[]> {
  const entries = await readdir(join(serving.dir, "storage"), {
    recursive: true,
    withFileTypes: true,
  });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

test("files move to S3 and back while the server serves them", async () => {
  const urls = [await upload("one"), await upload("two")];
  const served = () =>
    Promise.all(urls.map(async (url) => (await fetch(url)).text()));

  const copied = await move("--to", "s3");
  expect(copied).toMatchObject({ exitCode: 0, stderr: "" });
  expect(copied.stdout).toStartWith("Copying to the S3 bucket: 2 files, 6 B\n");
  expect(copied.stdout).toContain("Copying to the S3 bucket: 2 of 2 files\n");
  expect(copied.stdout).toContain("Run the command with --switch");
  expect(await localFiles()).toHaveLength(4);

  const moved = await move("--to", "s3", "--switch");
  expect(moved).toMatchObject({ exitCode: 0, stderr: "" });
  expect(moved.stdout).toContain(
    "2 files are in the S3 bucket now, and no longer in the data folder.\n",
  );
  expect(await localFiles()).toEqual([]);
  expect(await served()).toEqual(["one", "two"]);
  expect(await serving.superuser.settings.testS3("storage")).toBe(true);

  urls.push(await upload("three"));
  expect(await localFiles()).toEqual([]);
  expect(await served()).toEqual(["one", "two", "three"]);

  expect(await move("--to", "local", "--switch")).toMatchObject({
    exitCode: 0,
    stderr: "",
  });
  expect(await served()).toEqual(["one", "two", "three"]);
  expect(await localFiles()).toHaveLength(6);
}, 60_000);

test("a move that is killed goes on later", async () => {
  await upload("one");
  await upload("two");
  let [uploaded, looked] = [0, 0];
  const reached = Promise.withResolvers<void>();
  s3.misbehave((request) => {
    if (request.startsWith("HEAD")) looked++;
    if (request.startsWith("PUT")) uploaded++;
    // Each file was looked for, both are being copied, and one copy is being compared.
    if (looked >= 3 && uploaded === 2) reached.resolve();
    return request.startsWith("PUT") && uploaded === 2 ? "stall" : undefined;
  });
  const moving = Bun.spawn([
    await buildIfStale(),
    "files",
    "move",
    "--to",
    "s3",
    "--switch",
    "--dir",
    serving.dir,
  ]);
  await reached.promise;
  moving.kill("SIGKILL");
  await moving.exited;
  expect(await localFiles()).toHaveLength(4);

  s3.misbehave();
  const before = s3.requests.length;
  const outcome = await move("--to", "s3", "--switch");
  expect(outcome).toMatchObject({ exitCode: 0, stderr: "" });
  const uploads = s3.requests
    .slice(before)
    .filter((request) => request.startsWith("PUT"));
  expect(uploads).toHaveLength(1);
  expect(await localFiles()).toEqual([]);
}, 60_000);

test("what cannot be done is told in a sentence", async () => {
  await upload("one");
  for (const args of [[], ["--to", "mars"]]) {
    const { exitCode, stderr } = await move(...args);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("--to <place>");
  }
  await serving.superuser.settings.update({ s3: { secret: "not-the-secret" } });
  const refused = await move("--to", "s3", "--switch");
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toMatch(/^Error: The S3 server .*No file is lost\./);
  expect(refused.stderr).not.toContain("not-the-secret");
  expect(await localFiles()).toHaveLength(2);
});

test("a folder that holds no data is refused, and none is made of it", async () => {
  const dir = join(serving.dir, "mistyped");
  const outcome = await runHutch(["files", "move", "--to", "s3", "--dir", dir]);
  expect(outcome.exitCode).toBe(1);
  expect(outcome.stderr).toContain(`no data in the folder ${dir}`);
  expect(existsSync(dir)).toBe(false);
});
