import { afterAll, describe, expect, test } from "bun:test";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findWrongImports } from "./import-direction.ts";

test("every import of the project points down the house", async () => {
  const src = join(import.meta.dir, "../../src");
  expect(await findWrongImports(src)).toEqual([]);
});

describe("in a made-up house", () => {
  const folder = mkdtempSync(join(tmpdir(), "hutch-house-"));
  afterAll(() => rm(folder, { recursive: true }));
  let houses = 0;

  /** Judges a house in which one file has this text. */
  async function judge(file: string, text: string): Promise<string[]> {
    const src = join(folder, String(++houses));
    await Bun.write(join(src, file), text);
    return findWrongImports(src);
  }

  test.each([
    ["main.ts", 'import { run } from "./cli/run.ts";'],
    ["cli/serve.ts", 'const { open } = await import("../core/open.ts");'],
    ["http/server.ts", 'import { api } from "../apis/pocketbase/api.ts";'],
    ["http/server.ts", 'import { errors } from "./shared/errors.ts";'],
    ["apis/pocketbase/a.ts", 'import { b } from "./chapters/b.ts";'],
    ["apis/pocketbase/a.ts", 'import { e } from "../../http/shared/e.ts";'],
    ["core/records/a.ts", 'import { b } from "../filter/b.ts";'],
    ["core/a.ts", 'import { d } from "../engines/database/database.ts";'],
    ["core/a.ts", 'import { join } from "node:path";'],
    ["core/a.ts", 'export type Path = "../http/server.ts";'],
    ["core/filter/syntax/a.ts", 'import { b } from "./b.ts";'],
    ["engines/database/sqlite/a.ts", 'import { b } from "../dialect.ts";'],
    ["admin/a.tsx", 'import { parse } from "../core/filter/syntax/parse.ts";'],
    ["cli/version.ts", 'import { version } from "../../package.json";'],
  ])("%s may say %s", async (file, text) => {
    expect(await judge(file, text)).toEqual([]);
  });

  test.each([
    ["cli/a.ts", 'import { main } from "../main.ts";', "main is above cli"],
    ["http/a.ts", 'import { a } from "../cli/a.ts";', "cli is above http"],
    [
      "apis/pocketbase/a.ts",
      'import { server } from "../../http/server.ts";',
      "http is above apis",
    ],
    [
      "apis/pocketbase/a.ts",
      'import { b } from "../teenybase/b.ts";',
      "one of the apis may not import another",
    ],
    [
      "http/shared/a.ts",
      'import { b } from "../server.ts";',
      "http is above http/shared",
    ],
    [
      "core/a.ts",
      'import { b } from "../http/shared/b.ts";',
      "http/shared is above core",
    ],
    [
      "core/a.ts",
      'import type { B } from "../http/shared/b.ts";',
      "http/shared is above core",
    ],
    [
      "core/a.ts",
      'import { type B, type C } from "../http/b.ts";',
      "http is above core",
    ],
    [
      "core/a.ts",
      'export type { B } from "../apis/docpouch/b.ts";',
      "apis is above core",
    ],
    [
      "core/a.ts",
      'export * from "../apis/docpouch/b.ts";',
      "apis is above core",
    ],
    ["core/a.ts", 'type B = import("../cli/b.ts").B;', "cli is above core"],
    [
      "core/a.ts",
      'const b = await import("../http/b.ts");',
      "http is above core",
    ],
    ["engines/bus/a.ts", 'import "../../core/b.ts";', "core is above engines"],
    [
      "engines/bus/a.ts",
      'import { b } from "../database/b.ts";',
      "one of the engines may not import another",
    ],
    [
      "core/filter/syntax/a.ts",
      'import { b } from "../b.ts";',
      "the filter's syntax imports nothing but itself",
    ],
    [
      "admin/a.tsx",
      'import { b } from "../core/filter/b.ts";',
      "admin may not",
    ],
    [
      "http/a.ts",
      'import { b } from "../admin/b.ts";',
      "nothing imports admin",
    ],
    [
      "main.ts",
      'import { b } from "./packaging/b.ts";',
      "nothing imports packaging",
    ],
  ])("%s may not say %s", async (file, text, reason) => {
    expect(await judge(file, text)).toEqual([
      expect.stringMatching(new RegExp(`^${file} imports .*: ${reason}$`)),
    ]);
  });

  test("a file outside every room is reported", async () => {
    expect(await judge("utils/a.ts", "export {};")).toEqual([
      "utils/a.ts is in no room of the house",
    ]);
  });
});
