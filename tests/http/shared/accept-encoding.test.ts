import { expect, test } from "bun:test";
import { acceptsCoding } from "../../../src/http/shared/accept-encoding.ts";

const cases: [string | undefined, string, boolean][] = [
  [undefined, "gzip", false],
  ["", "gzip", false],
  ["gzip", "gzip", true],
  ["gzip, deflate, br, zstd", "gzip", true],
  ["gzip, deflate, br, zstd", "br", true],
  ["br,gzip", "gzip", true],
  ["GZIP", "gzip", true],
  ["gzip;q=0.5", "gzip", true],
  ["gzip;q=0", "gzip", false],
  ["gzip ; q=0.000 , br", "gzip", false],
  ["gzip;q=0.001", "gzip", true],
  ["deflate", "gzip", false],
  ["gzipped, notgzip", "gzip", false],
  ["*", "gzip", true],
  ["*;q=0", "gzip", false],
  ["gzip;q=0, *", "gzip", false],
  ["*;q=0, gzip", "gzip", true],
  ["identity;q=1, *;q=0", "gzip", false],
];
test.each(cases)("who sends %j takes %s: %p", (header, coding, taken) => {
  const request = new Request("http://localhost/");
  if (header !== undefined) request.headers.set("Accept-Encoding", header);
  expect(acceptsCoding(request, coding)).toBe(taken);
});
