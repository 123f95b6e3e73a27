import { describe, expect, test } from "bun:test";
import {
  mentionsColumn,
  moveIndex,
  readIndex,
  renameColumns,
  renameIndex,
  writeIndex,
} from "../../../../src/admin/pages/collections/editor/indexes/index-statement.ts";

describe("an index statement", () => {
  test.each([
    [
      "CREATE INDEX a ON b (c)",
      { unique: false, name: "a", table: "b", columns: ["c"], where: "" },
    ],
    [
      "create unique index if not exists `main`.[a b] on \"t\"(`x`, lower(y) desc) where z > ')' ;",
      {
        unique: true,
        name: "a b",
        table: "t",
        columns: ["x", "lower(y) desc"],
        where: "z > ')'",
      },
    ],
    [
      "CREATE UNIQUE INDEX `` ON `` (`email`) /* ( */ WHERE `email` != ''",
      {
        unique: true,
        name: "",
        table: "",
        columns: ["email"],
        where: "`email` != ''",
      },
    ],
  ])("%s is read", (statement, parts) => {
    expect(readIndex(statement)).toEqual(parts);
  });

  test.each([
    "",
    "DROP INDEX a",
    "CREATE INDEX a ON b",
    "CREATE INDEX a ON b (c",
  ])("%j is none", (statement) => {
    expect(readIndex(statement)).toBeUndefined();
    expect(moveIndex(statement, "x")).toBe(statement);
  });

  test("is the same after writing and reading it", () => {
    const parts = {
      unique: true,
      name: "odd `name",
      table: "posts",
      columns: ["a", "b COLLATE NOCASE"],
      where: "a > 1",
    };
    expect(readIndex(writeIndex(parts))).toEqual(parts);
  });

  test("keeps all else when its table or name changes", () => {
    const moved = moveIndex("CREATE INDEX a ON b (c) -- b", "d e");
    expect(moved).toBe("CREATE INDEX a ON `d e` (c) -- b");
    expect(renameIndex(moved, "n")).toBe("CREATE INDEX `n` ON `d e` (c) -- b");
  });

  test("follows columns wherever they are named, and nothing that only looks like one", () => {
    const statement =
      "CREATE INDEX title ON title (`Title`, lower(title)) WHERE \"title\" != 'title' AND title() > 0";
    expect(renameColumns(statement, new Map([["title", "name"]]))).toBe(
      "CREATE INDEX title ON title (`name`, lower(`name`)) WHERE `name` != 'title' AND title() > 0",
    );
  });

  test("lets two columns swap names", () => {
    const names = new Map([
      ["a", "b"],
      ["b", "a"],
    ]);
    expect(renameColumns("CREATE INDEX i ON t (a, b)", names)).toBe(
      "CREATE INDEX i ON t (`b`, `a`)",
    );
  });

  test("tells which columns it needs", () => {
    const statement = "CREATE INDEX i ON t (a) WHERE b > 0";
    expect(
      ["a", "B", "t", "i"].map((n) => mentionsColumn(statement, n)),
    ).toEqual([true, true, false, false]);
  });
});
