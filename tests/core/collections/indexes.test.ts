import { describe, expect, test } from "bun:test";
import {
  buildIndex,
  hasSingleColumnUniqueIndex,
  parseIndex,
} from "../../../src/core/collections/indexes.ts";

describe("a CREATE INDEX statement is written in one normal form", () => {
  const cases: readonly [statement: string, normal: string][] = [
    ["create index a on t (x)", "CREATE INDEX `a` ON `t` (`x`)"],
    [
      "CREATE UNIQUE INDEX `a` ON `t` (`x`);",
      "CREATE UNIQUE INDEX `a` ON `t` (`x`)",
    ],
    ['create index "a" on [t](x)', "CREATE INDEX `a` ON `t` (`x`)"],
    [
      "create  unique index if  not exists main.[i 1] on foo(a COLLATE nocase desc, lower( b )) where a != ''",
      "CREATE UNIQUE INDEX IF NOT EXISTS `main`.`i 1` ON `foo` (\n  `a` COLLATE nocase DESC,\n  lower( b )\n) WHERE a != ''",
    ],
    [
      "create index a on t (x asc, `y`, json_extract(z, '$.a,b'))",
      "CREATE INDEX `a` ON `t` (\n  `x` ASC,\n  `y`,\n  json_extract(z, '$.a,b')\n)",
    ],
    [
      'create index a on t (x collate "nocase); drop table t; --")',
      "CREATE INDEX `a` ON `t` (`x` COLLATE `nocase); drop table t; --`)",
    ],
    ["create index a on t (x || y)", "CREATE INDEX `a` ON `t` (x || y)"],
    [
      "create index `on` on `index` (`where`) where `where` > 1 and (x or y)",
      "CREATE INDEX `on` ON `index` (`where`) WHERE `where` > 1 and (x or y)",
    ],
    ["create index a on t (x) -- why\n", "CREATE INDEX `a` ON `t` (`x`)"],
    ["create index `` on `` (`x`)", "CREATE INDEX `` ON `` (`x`)"],
  ];
  test.each(cases)("%s", (statement, normal) => {
    const index = parseIndex(statement);
    expect(index).toBeDefined();
    expect(buildIndex(index!)).toBe(normal);
    expect(buildIndex(parseIndex(normal)!)).toBe(normal);
  });
});

test.each([
  "",
  "create table a (b)",
  "create index a on t",
  "create index a on t ()",
  "create index a on t (x",
  "create index a on t (x))",
  "create index a on t (x,)",
  "create index on t (x)",
  "create index a on t (x) while 1",
  "create index a on t (x) where",
  "create index a on t (x); drop table t",
  "create index a on t (x) where 1; drop table t",
  "create index a on t ('x)",
])("%p is no CREATE INDEX statement", (statement) => {
  expect(parseIndex(statement)).toBeUndefined();
});

test.each([
  ["create unique index a on t (X)", true],
  ["create unique index a on t (x collate nocase)", true],
  ["create unique index a on t (x) where x != ''", true],
  ["create index a on t (x)", false],
  ["create unique index a on t (x, y)", false],
  ["create unique index a on t (lower(x))", false],
])("%s makes x unique: %p", (statement, isUnique) => {
  expect(hasSingleColumnUniqueIndex({ indexes: [statement] }, "x")).toBe(
    isUnique,
  );
});
