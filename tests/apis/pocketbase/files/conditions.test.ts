import { describe, expect, test } from "bun:test";
import { digits, shareFilesApp } from "./files-app.ts";

const { get } = await shareFilesApp();

describe("conditions", () => {
  const past = "Sun, 22 Nov 2015 04:00:00 GMT";
  const future = "Fri, 22 Nov 2115 04:00:00 GMT";

  test.each([
    [{ "if-none-match": "TAG" }, 304],
    [{ "if-none-match": 'W/TAG, "x"' }, 304],
    [{ "if-none-match": "*" }, 304],
    [{ "if-none-match": '"x"' }, 200],
    [{ "if-none-match": '"x"', "if-modified-since": future }, 200],
    [{ "if-modified-since": "MODIFIED" }, 304],
    [{ "if-modified-since": future }, 304],
    [{ "if-modified-since": past }, 200],
    [{ "if-modified-since": "yesterday" }, 200],
    [{ "if-match": "TAG" }, 200],
    [{ "if-match": "*" }, 200],
    [{ "if-match": '"x"' }, 412],
    [{ "if-match": "W/TAG" }, 412],
    [{ "if-unmodified-since": "MODIFIED" }, 200],
    [{ "if-unmodified-since": past }, 412],
    [{ "if-range": "TAG", range: "bytes=0-1" }, 206],
    [{ "if-range": "MODIFIED", range: "bytes=0-1" }, 206],
    [{ "if-range": "W/TAG", range: "bytes=0-1" }, 200],
    [{ "if-range": '"x"', range: "bytes=0-1" }, 200],
    [{ "if-range": past, range: "bytes=0-1" }, 200],
  ])("%j is answered %i", async (conditions, status) => {
    const { headers } = await get("digits.bin");
    const filled = Object.entries(conditions).map(([name, value]) => [
      name,
      value
        .replace("TAG", headers.get("etag")!)
        .replace("MODIFIED", headers.get("last-modified")!),
    ]);
    const answer = await get("digits.bin", Object.fromEntries(filled));
    expect(answer.status).toBe(status);
    expect(answer.headers.get("etag")).toBe(headers.get("etag"));
    const text = await answer.text();
    expect(text).toBe(status === 200 ? digits : status === 206 ? "01" : "");
  });
});
