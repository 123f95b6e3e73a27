import { describe, expect, test } from "bun:test";
import { parsePairs, parseQuery } from "../../../src/http/shared/query.ts";

describe("a query string", () => {
  const cases: [string, Record<string, string>][] = [
    ["http://a/b", {}],
    ["http://a/b?", {}],
    ["http://a/b?x=1&y=2", { x: "1", y: "2" }],
    ["http://a/b?x=1&x=2", { x: "1" }],
    ["http://a/b?x", { x: "" }],
    ["http://a/b?x=a%3Db=c", { x: "a=b=c" }],
    ["http://a/b?x=a+b%2Bc", { x: "a b+c" }],
    ["http://a/b?x=%zz&y=%C3%A9", { y: "é" }],
    ["http://a/b?x=%ff", { x: "\ufffd" }],
    ["http://a/b?&&x=1&", { x: "1" }],
    ["http://a/b?filter=a%20%26%26%20b#c", { filter: "a && b" }],
  ];
  test.each(cases)("%s", (url, expected) => {
    expect({ ...parseQuery(url) }).toEqual(expected);
  });

  test("has no names but its own", () => {
    const query = parseQuery("http://a/b?__proto__=1&x=2");
    expect(query["constructor"]).toBeUndefined();
    expect(Object.keys(query)).toEqual(["__proto__", "x"]);
    expect(({} as Record<string, unknown>)["1"]).toBeUndefined();
  });

  test("tells of pairs whose encoding is broken", () => {
    let broken = 0;
    expect(parsePairs("a=%&b=1&%x=2", () => broken++)).toEqual([["b", "1"]]);
    expect(broken).toBe(2);
  });
});
