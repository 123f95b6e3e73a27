import { describe, expect, test } from "bun:test";
import { readError } from "../../../http/open-test-app.ts";
import { digits, png, shareFilesApp } from "./files-app.ts";

const { get } = await shareFilesApp();

describe("parts", () => {
  test.each([
    ["bytes=0-9", "0123456789", "bytes 0-9/100"],
    ["bytes=95-", "56789", "bytes 95-99/100"],
    ["bytes=-3", "789", "bytes 97-99/100"],
    ["bytes=-1000", digits, "bytes 0-99/100"],
    ["bytes=99-", "9", "bytes 99-99/100"],
    ["bytes=90-1000", "0123456789", "bytes 90-99/100"],
    ["bytes=0-0,", "0", "bytes 0-0/100"],
    ["bytes=200-300,1-2", "12", "bytes 1-2/100"],
    ["bytes= 1-2", "12", "bytes 1-2/100"],
  ])("%s", async (range, text, contentRange) => {
    const answer = await get("digits.bin", { range });
    expect(answer.status).toBe(206);
    expect(answer.headers.get("content-range")).toBe(contentRange);
    expect(await answer.text()).toBe(text);
  });

  test("several come one after the other", async () => {
    const answer = await get("digits.bin", { range: "bytes=0-2,-4,50-50" });
    expect(answer.status).toBe(206);
    const type = answer.headers.get("content-type")!;
    const boundary = /^multipart\/byteranges; boundary=(\w+)$/.exec(type)![1];
    const part = (range: string, text: string) =>
      `--${boundary}\r\nContent-Range: bytes ${range}/100\r\nContent-Type: application/octet-stream\r\n\r\n${text}\r\n`;
    const body = await answer.text();
    expect(body).toBe(
      `${part("0-2", "012")}${part("96-99", "6789")}${part("50-50", "0")}--${boundary}--\r\n`,
    );
    expect(answer.headers.get("content-length")).toBe(String(body.length));
  });

  test.each([
    ["that overlap to more than the file", "bytes=0-60,40-99"],
    ["of which there are none", "bytes="],
  ])("%s are the whole file", async (_, range) => {
    const answer = await get("digits.bin", { range });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(digits);
  });

  test("in great number are the whole file", async () => {
    const range = `bytes=${Array.from({ length: 101 }, () => "0-0").join(",")}`;
    const answer = await get("photo.png", { range });
    expect(answer.status).toBe(200);
    expect(await answer.bytes()).toEqual(png);
  });

  test.each([
    ["bytes=100-", "bytes */100"],
    ["bytes=100-200,300-", "bytes */100"],
    ["bytes=-0", "bytes */100"],
    ["bytes=9-5", null],
    ["bytes=a-b", null],
    ["bytes=0-1,x", null],
    ["bytes=--1", null],
    ["items=0-1", null],
    [`bytes=${"9".repeat(500)}-`, "bytes */100"],
  ])("%s cannot be had", async (range, contentRange) => {
    const answer = await get("digits.bin", { range });
    expect(answer.headers.get("content-range")).toBe(contentRange);
    expect((await readError(answer)).status).toBe(416);
  });

  test("of an empty file are all of it", async () => {
    const answer = await get("empty.bin", { range: "bytes=0-9" });
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
  });
});
