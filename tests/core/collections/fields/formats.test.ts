import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { isEmail } from "../../../../src/core/collections/fields/email-format.ts";
import {
  hostOf,
  isUrl,
} from "../../../../src/core/collections/fields/url-format.ts";

describe("email addresses", () => {
  test.each([
    "a@b.c",
    "first.last+tag@sub.example.com",
    "!#$%&'*/=?^_`{|}~-@example.com",
    "用户@例子.广告",
    '"quoted @ text"@example.com',
    "a@example.com.",
    "a@a..b.com",
    "a@a_b.com",
    "a@1.example",
    `${"a".repeat(300)}@example.com`,
  ])("%s is one", (text) => {
    expect(isEmail(text)).toBe(true);
  });

  test.each([
    "",
    "a",
    "@example.com",
    "a@",
    "a@example",
    "a@localhost",
    "a@127.0.0.1",
    "a@example.c1",
    "a@example.1c",
    "a@-example.com",
    "a@example-.com",
    "a@.com",
    ".a@example.com",
    "a.@example.com",
    "a..b@example.com",
    "a b@example.com",
    "a@exa mple.com",
    "a@b@example.com",
    "<a@example.com>",
    "a@example.com\n",
    "a\u0000@example.com",
    "😀@example.com",
    "a@example.com..",
  ])("%j is none", (text) => {
    expect(isEmail(text)).toBe(false);
  });
});

describe("URLs", () => {
  test.each([
    "http://example.com",
    "https://example.com:8080/path?query=1#fragment",
    "ftp://user:password@example.com",
    "wss://example.com/socket",
    "example.com",
    "example.com:8080",
    "www.example.com/a.b",
    "http://localhost:3000",
    "http://192.168.1.1/x",
    "http://[::1]:8080/",
    "http://例子.测试",
    "http://under_score.example.com",
    "http://example.com/%20",
    "http://a-b--c.com",
    "mailto:someone@example.com",
  ])("%s is one", (text) => {
    expect(isUrl(text)).toBe(true);
  });

  test.each([
    "",
    "abc",
    "localhost",
    ".example.com",
    "http://",
    "http://.example.com",
    "http://a b.com",
    "http://-a.com",
    "http://a-.com",
    "http://example.com/%zz",
    "http://example.com/a b",
    "http://example.com:123456",
    "http://example.com:port",
    "http://[::1",
    "http://[1:2:3]",
    "javascript:alert(1)",
    "data:text/html,x",
    "foo://example.com",
    "//example.com",
    "/path",
    "http://example.com/\u0000",
    "http://exam\nple.com",
    `http://example.com/${"a".repeat(2083)}`,
  ])("%j is none", (text) => {
    expect(isUrl(text)).toBe(false);
  });

  test.each([
    ["https://example.com/x", "example.com"],
    ["https://a:b@Example.com:80?x", "Example.com:80"],
    ["https://example.com@evil.com", "evil.com"],
    ["https://evil.com/@example.com", "evil.com"],
    ["https://evil.com#@example.com", "evil.com"],
    ["https://evil.com?@example.com", "evil.com"],
    ["example.com", ""],
    ["mailto:a@b.com", ""],
  ])("the host of %s is %j", (text, expected) => {
    expect(hostOf(text)).toBe(expected);
  });
});

test("no text takes long to judge", () => {
  const pieces = fc.constantFrom(
    "a",
    "ab",
    "-",
    ".",
    "_",
    "@",
    ":",
    "/",
    "%",
    '"',
    "é",
    "www.",
    "http://",
  );
  const texts = fc
    .array(pieces, { minLength: 1, maxLength: 8 })
    .map((parts) => parts.join("").repeat(2000).slice(0, 20_000));
  const started = performance.now();
  fc.assert(
    fc.property(texts, (text) => {
      isEmail(`${text}@example.com`);
      isEmail(`a@${text}!`);
      isUrl(text.slice(0, 2000));
      isUrl(`http://${text.slice(0, 2000)}!`);
    }),
    { numRuns: 50 },
  );
  expect(performance.now() - started).toBeLessThan(20_000);
});
