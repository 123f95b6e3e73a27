import { describe, expect, test } from "bun:test";
import { ClientResponseError } from "pocketbase";
import {
  describeFailure,
  placeOf,
} from "../../../../src/admin/pages/sql/statements/error-place.ts";
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

describe("what SQLite complains of is found in the query", () => {
  const place = (sql: string, complaint: string) => {
    const message = `Failed to execute query. Raw error: ${complaint}`;
    const error = new ClientResponseError({ response: { message } });
    const { mark } = describeFailure(sql, error);
    return mark && mark.text.slice(mark.from, mark.to);
  };
  test.each([
    ["selec 1", 'near "selec": syntax error', "selec"],
    ["select p.titel from posts p", "no such column: p.titel", "titel"],
    ["/* pots */ select 1 from pots", "no such table: pots", "pots"],
    ["select 1 # 2", 'unrecognized token: "#"', "#"],
    ["insert into t (x) values (1)", "table t has no column named x", "x"],
    ["select a from t, u", "ambiguous column name: a", "a"],
    ["select abs()", "wrong number of arguments to function abs()", "abs"],
    ["select 1 where max(1)", "misuse of aggregate: max()", "max"],
  ])("%s: %s", (sql, complaint, wrong) => {
    expect(place(sql, complaint)).toBe(wrong);
  });

  test("not where it could be any of several", () => {
    expect(place("select a + a", "no such column: a")).toBeUndefined();
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
    [
      "select *\n  form users",
      "form",
      { line: 2, column: 3, from: 11, to: 15 },
    ],
    ["select nope from users", "NOPE", { line: 1, column: 8, from: 7, to: 11 }],
    ["select a, a from b", "a", undefined],
    ["select names from users", "name", undefined],
    ["select (", "(", { line: 1, column: 8, from: 7, to: 8 }],
    ["select 1", undefined, undefined],
  ])("in %p, for %p", (sql, word, place) => {
    expect(placeOf(sql, word)).toEqual(place);
  });
});
