import { join } from "node:path";
import { openApp } from "../../../src/core/open-app.ts";
import type { App } from "../../../src/core/app.ts";
import type { Collection } from "../../../src/core/collections/collection.ts";
import { serverRequest } from "../../../src/core/request.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { unzip } from "../../support/zip-files.ts";
import { upload } from "../files/upload.ts";

/** The collection that these tests keep files in: one named, some more. */
export async function defineDocs(app: App): Promise<Collection> {
  await app.collections.create({
    name: "docs",
    type: "base",
    fields: [
      { name: "title", type: "text" },
      { name: "file", type: "file", maxSize: 50_000_000 },
      { name: "more", type: "file", maxSelect: 9 },
    ],
  });
  return app.collections.find("docs")!;
}

/** Makes a record with a file of these contents. Returns its id and the file's name. */
export async function addDoc(
  app: App,
  contents: string | Uint8Array<ArrayBuffer> = "hello",
  name = "note.txt",
): Promise<{ readonly id: string; readonly file: string }> {
  const file = await upload(app.recordFiles, name, contents);
  const body = { title: name, file };
  const docs = app.collections.find("docs")!;
  const record = await app.records.create(docs, undefined, {
    ...serverRequest,
    body,
  });
  await app.recordFiles.discard([file]);
  return { id: String(record["id"]), file: String(record["file"]) };
}

/** Gives a record another file in the place of the one that it has. */
export async function replaceFile(app: App, id: string): Promise<void> {
  const file = await upload(app.recordFiles, "later.txt", `later ${id}`);
  const docs = app.collections.find("docs")!;
  await app.records.update(docs, id, undefined, {
    ...serverRequest,
    body: { file },
  });
  await app.recordFiles.discard([file]);
}

export async function removeDoc(app: App, id: string): Promise<void> {
  const docs = app.collections.find("docs")!;
  await app.records.remove(docs, id, serverRequest);
}

/** The bytes of a backup that lies in its place. */
export async function bytesOf(app: App, key: string): Promise<Uint8Array> {
  const backup = await app.backups.open(key);
  return new Uint8Array(await new Response(await backup.read()).arrayBuffer());
}

/** An app on what a backup holds. */
export async function openBackup(
  archive: Uint8Array,
): Promise<AsyncDisposable & { readonly app: App; readonly dir: string }> {
  const folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  await unzip(archive, dir);
  const app = await openApp({ dir, serve: false });
  return {
    app,
    dir,
    async [Symbol.asyncDispose]() {
      await app.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}
