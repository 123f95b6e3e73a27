import { expect } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { openTestApp, type TestApp } from "../../../http/open-test-app.ts";

/** The records of `docs`, which have files. */
export const path = "/api/collections/docs/records";

export interface Doc {
  readonly id: string;
  readonly title: string;
  readonly one: string;
  readonly many: readonly string[];
}

/** An app with `docs`, which anyone may change, `closed`, which only superusers may, and the view `seen`. */
export interface UploadsApp {
  readonly api: TestApp;
  /** Removes all records and files. */
  clear(): Promise<void>;
  create(...parts: readonly Part[]): Promise<Doc>;
  update(id: string, ...parts: readonly Part[]): Promise<Doc>;
  /** The names of all files of the collection, once nothing is on its way. */
  stored(): Promise<readonly string[]>;
  /** The names of the files that are on their way. */
  temporary(): Promise<readonly string[]>;
  contentsOf(id: string, name: string): Promise<string>;
}

/** A part of a form. */
export type Part = readonly [name: string, value: string | File];

export async function openUploadsApp(): Promise<UploadsApp> {
  const api = await openTestApp();
  const { collections, records, recordFiles } = api.app;
  await createCollections(api);
  const docs = collections.find("docs")!;
  const folder = join(api.dir, "pb_data", "storage", docs.id);
  const send = async (line: string, parts: readonly Part[]) => {
    const response = await api.send(line, { body: form(...parts) });
    expect(response.status).toBe(200);
    return (await response.json()) as Doc;
  };
  return {
    api,
    async clear() {
      await records.truncate(docs);
      await recordFiles.finished();
    },
    create: (...parts) => send(`POST ${path}`, parts),
    update: (id, ...parts) => send(`PATCH ${path}/${id}`, parts),
    async stored() {
      await recordFiles.finished();
      const names = await readdir(folder, { recursive: true }).catch(() => []);
      return names
        .filter((name) => name.includes("/") && !name.endsWith(".attrs"))
        .map((name) => name.split("/").at(-1) ?? "")
        .sort();
    },
    temporary: () => readdir(recordFiles.temporaryFolder).catch(() => []),
    contentsOf: (id, name) => Bun.file(join(folder, id, name)).text(),
  };
}

async function createCollections({ app }: TestApp): Promise<void> {
  const open = {
    listRule: "",
    viewRule: "",
    createRule: "",
    updateRule: "",
    deleteRule: "",
  };
  const fields = [
    { type: "text", name: "title", max: 20 },
    { type: "file", name: "one", maxSize: 100 },
    { type: "file", name: "many", maxSelect: 3, maxSize: 1_000_000 },
    { type: "file", name: "picture", mimeTypes: ["image/png"] },
    { type: "file", name: "hidden", hidden: true },
  ];
  const { collections } = app;
  await collections.create({ name: "docs", type: "base", ...open, fields });
  await collections.create({ name: "closed", type: "base", fields });
  await collections.create({
    name: "seen",
    type: "view",
    viewQuery: "select id, title from docs",
  });
}

export function form(...parts: readonly Part[]): FormData {
  const data = new FormData();
  for (const [name, value] of parts) data.append(name, value);
  return data;
}

export const file = (name: string, contents = "hello") =>
  new File([contents], name);
