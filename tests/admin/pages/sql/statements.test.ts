import { describe, expect, test } from "bun:test";
import { placeOf } from "../../../../src/admin/pages/sql/statements/error-place.ts";
import { withStatement } from "../../../../src/admin/pages/sql/statements/history.ts";
import { mayWrite } from "../../../../src/admin/pages/sql/statements/may-write.ts";

describe("what only reads runs without a question", () => {
  test.each([
    "",
    "select * from users",
    "  -- insert\n SELECT 'delete from users; drop table x'",
    "/* update */ values (1); select 2;",
    'select "delete" from [drop] where `update` = 1',
    "with deleted as (select 1) select * from deleted",
    "explain query plan delete from users",
    "pragma table_info(users)",
    "select replace(name, 'a', 'b') from users",
  ])("%s", (sql) => {
    expect(mayWrite(sql)).toBeFalse();
  });
});

describe("what may write is asked about", () => {
  test.each([
    "insert into users values (1)",
    "select 1; delete from users",
    "select 'a''; b'; update users set name = 1",
    "with gone as (select 1) delete from users where id in gone",
    "-- a comment\ndrop table users",
    "vacuum",
    "reindex",
    "begin; select 1; commit",
    "pragma user_version = 3",
    "pragma optimize",
    "REPLACE INTO users VALUES (1)",
  ])("%s", (sql) => {
    expect(mayWrite(sql)).toBeTrue();
  });
});

describe("the history", () => {
  test("has a statement once, the last one first", () => {
    const history = ["select 1", "select 2"];
    expect(withStatement(history, " select  2; ")).toEqual([
      "select  2;",
      "select 1",
    ]);
  });

  test.each([
    "update users set password = 'x'",
    "insert into _params values ('settings', '{\"secret\":1}')",
    "update users set tokenKey = 'x'",
  ])("does not keep what may write a secret: %s", (sql) => {
    expect(withStatement([], sql)).toEqual([]);
  });

  test("keeps what reads one", () => {
    expect(withStatement([], "select password from users")).toHaveLength(1);
  });
});

describe("the place of what is wrong", () => {
  test.each([
    ["select *\n  form users", "form", { line: 2, column: 3 }],
    ["select nope from users", "NOPE", { line: 1, column: 8 }],
    ["select a, a from b", "a", undefined],
    ["select names from users", "name", undefined],
    ["select (", "(", { line: 1, column: 8 }],
    ["select 1", undefined, undefined],
  ])("in %p, for %p", (sql, word, place) => {
    expect(placeOf(sql, word)).toEqual(place);
  });
});
