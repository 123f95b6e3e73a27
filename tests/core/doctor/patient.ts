import { Database } from "bun:sqlite";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "../../../src/core/app.ts";
import {
  type Examination,
  examineFolder,
} from "../../../src/core/doctor/examine-folder.ts";
import type { Finding } from "../../../src/core/doctor/findings.ts";
import { openApp } from "../../../src/core/open-app.ts";
import { serverRequest } from "../../../src/core/request.ts";
import { storeFiles } from "../../support/stored-files.ts";

/** A sound data folder, to be copied and damaged. */
export interface Sound {
  readonly dir: string;
  /** The collection `docs`, and its one record, which has the files `a.txt`, `b.txt` and `picture.png`. */
  readonly docsId: string;
  readonly docId: string;
  /** A copy of its own. */
  copy(): Promise<Patient>;
  remove(): Promise<void>;
}

/** A copy of a sound data folder. */
export interface Patient extends AsyncDisposable {
  readonly dir: string;
  /** Runs SQL on one of its databases. */
  run(text: string, file?: "data.db" | "auxiliary.db"): void;
  examine(encryptionEnv?: string): Promise<Examination>;
  /** The codes of all that is found, warnings that the sound folder has as well left out. */
  codes(): Promise<readonly string[]>;
  find(code: string): Promise<Finding | undefined>;
}

export const silent = { begin() {}, advance() {}, end() {} };

/** What is found in the sound folder, too. */
const usual = new Set(["no-backup"]);

export async function makeSound(): Promise<Sound> {
  const root = await mkdtemp(join(tmpdir(), "hutch-doctor-"));
  const dir = join(root, "sound");
  const app = await openApp({ dir, serve: false });
  await fill(app);
  const docsId = app.collections.find("docs")!.id;
  const docId = await storeFiles(app, "docs", {
    texts: {
      "a.txt": new Blob(["a"], { type: "text/plain" }),
      "b.txt": new Blob(["b"], { type: "text/plain" }),
    },
    picture: { "picture.png": new Blob(["p"], { type: "image/png" }) },
  });
  await app.storage.current.write(
    `${docsId}/${docId}/thumbs_picture.png/10x10_picture.png`,
    new Blob(["t"]),
    "image/png",
  );
  await app.close();
  let copies = 0;
  return {
    dir,
    docsId,
    docId,
    async copy() {
      const copied = join(root, `copy-${copies++}`);
      await cp(dir, copied, { recursive: true });
      return openPatient(copied);
    },
    remove: () => rm(root, { recursive: true }),
  };
}

/** A data folder of its own. */
export function openPatient(dir: string): Patient {
  const examine = (encryptionEnv?: string) =>
    examineFolder({ dir, encryptionEnv, progress: silent });
  return {
    dir,
    run(text, file = "data.db") {
      const database = new Database(join(dir, file), { readwrite: true });
      database.run("pragma foreign_keys = off");
      database.run(text);
      // Not left in a log, beside which it would be examined in another way.
      database.run("pragma wal_checkpoint(truncate)");
      database.run("pragma journal_mode = delete");
      database.close(true);
    },
    examine,
    async codes() {
      const { findings } = await examine();
      return findings
        .map(({ code }) => code)
        .filter((code) => !usual.has(code));
    },
    async find(code) {
      const { findings } = await examine();
      return findings.find((finding) => finding.code === code);
    },
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }),
  };
}

async function fill(app: App): Promise<void> {
  await app.collections.create({
    name: "posts",
    type: "base",
    fields: [
      { name: "title", type: "text" },
      { name: "body", type: "text" },
    ],
    indexes: ["CREATE UNIQUE INDEX `idx_title` ON `posts` (`title`)"],
  });
  await app.collections.create({
    name: "docs",
    type: "base",
    fields: [
      { name: "texts", type: "file", maxSelect: 5 },
      { name: "picture", type: "file", maxSelect: 1 },
    ],
  });
  await app.collections.create({
    name: "titles",
    type: "view",
    viewQuery: "select id, title from posts",
  });
  const posts = app.collections.find("posts")!;
  for (let at = 0; at < 60; at++) {
    await app.records.create(posts, undefined, {
      ...serverRequest,
      body: { title: `Post ${at}`, body: "x".repeat(1_000) },
    });
  }
  const superusers = app.collections.find("_superusers")!;
  await app.records.create(superusers, undefined, {
    ...serverRequest,
    body: {
      email: "root@example.com",
      password: "1234567890",
      passwordConfirm: "1234567890",
    },
  });
}
