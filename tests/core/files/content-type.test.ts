import { describe, expect, test } from "bun:test";
import {
  contentTypeOf,
  isOfType,
} from "../../../src/core/files/receiving/content-type.ts";

/** Bytes, written as text in which each character is one. */
function bytes(text: string): Blob {
  return new Blob([Buffer.from(text, "latin1")]);
}

async function typeOf(contents: Blob): Promise<string> {
  const { type, extension } = await contentTypeOf(contents);
  return `${type} ${extension}`;
}

const utf8 = "text/plain; charset=utf-8 .txt";
const html = "text/html; charset=utf-8 .html";
const svg = "image/svg+xml .svg";
const json = "application/json .json";
const svgTag = '<svg xmlns="http://www.w3.org/2000/svg"/>';

describe("a text is told by how it begins", () => {
  const texts: [string, string][] = [
    ["hello", utf8],
    ["naïve café", utf8],
    ["\ufeffhello", utf8],
    ["", "text/plain .txt"],
    ["<!DOCTYPE html><html>", html],
    ["\n  <HtMl>", html],
    ["<script>alert(1)</script>", html],
    ["<!-- x --><b>", html],
    ["<p>x", html],
    ["<abc>", utf8],
    [svgTag, svg],
    [`<?xml version="1.0"?>\n${svgTag}`, svg],
    [`<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "x" "y">\n${svgTag}`, svg],
    [`<!-- made by hand -->\n${svgTag}`, svg],
    ["<svg><script>1</script></svg>", svg],
    ['<?xml version="1.0"?><note/>', "text/xml; charset=utf-8 .xml"],
    ['{"a":1}', json],
    [' \n[1, {"b": [true]}]\n', json],
    ['"a text"', utf8],
    ["{a: 1}", utf8],
    ["[section]\nkey=1", utf8],
    [JSON.stringify({ list: Array(50_000).fill(1) }), json],
    [`{"a":"${"x".repeat(100_000)}"}`, json],
    ["a,b,c\n1,2,3\n4,5,6\n", "text/csv .csv"],
    ['"a,b",c\r\n"x\ny",2\r\n', "text/csv .csv"],
    [`a,b\n${"1,2\n".repeat(5000)}`, "text/csv .csv"],
    ["a,b\n1,2,3\n", utf8],
    ["a,b", utf8],
    ["a\tb\n1\t2\n", "text/tab-separated-values .tsv"],
    ["{\\rtf1 x}", "text/rtf .rtf"],
    ["BEGIN:VCARD\nVERSION:3.0\n", "text/vcard .vcf"],
    ["BEGIN:VCALENDAR\r\nX", "text/calendar .ics"],
    ["WEBVTT\n\n", "text/vtt .vtt"],
    ["#!/bin/sh\necho", "text/x-shellscript .sh"],
    ["<?php echo 1;", "text/x-php .php"],
  ];
  test.each(texts)("%.40j", async (text, expected) => {
    expect(await typeOf(new Blob([text]))).toBe(expected);
  });

  const encodings: [string, string][] = [
    ["caf\xe9 a", "text/plain; charset=iso-8859-1 .txt"],
    ["\xff\xfeh\0i\0", "text/plain; charset=utf-16le .txt"],
    ["\xfe\xff\0h\0i", "text/plain; charset=utf-16be .txt"],
  ];
  test.each(encodings)("in another encoding: %j", async (text, expected) => {
    expect(await typeOf(bytes(text))).toBe(expected);
  });
});

describe("anything else is told by its signature", () => {
  const files: [string, string][] = [
    [
      "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDAT",
      "image/png .png",
    ],
    ["\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg .jpg"],
    ["GIF89a\x01\0\x01\0", "image/gif .gif"],
    ["RIFF\x1a\0\0\0WEBPVP8L", "image/webp .webp"],
    ["BM\x46\0\0\0\0\0\0\0\x36\0\0\0", "image/bmp .bmp"],
    ["\0\0\x01\0\x01\0\x10\x10\0\0\x01\0", "image/x-icon .ico"],
    ["\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf", "image/avif .avif"],
    ["\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heic .heic"],
    ["\0\0\0\x18ftypisom\0\0\x02\0isomiso2", "video/mp4 .mp4"],
    ["\0\0\0\x14ftypqt  \0\0\x02\0qt  ", "video/quicktime .mov"],
    ["\xff\xfb\x90\x44\0\0\0\0", "audio/mpeg .mp3"],
    [`ID3\x04\0\0\0\x0f\x7f\x7f${"\0".repeat(80_000)}`, "audio/mpeg .mp3"],
    ["RIFF\x24\0\0\0WAVEfmt ", "audio/wav .wav"],
    ["fLaC\0\0\0\x22", "audio/flac .flac"],
    ["%PDF-1.4\n1 0 obj", "application/pdf .pdf"],
    ["\x1f\x8b\x08\0\0\0\0\0\0\x03", "application/gzip .gz"],
    ["PK\x03\x04\x14\0\0\0\0\0".padEnd(30, "\0"), "application/zip .zip"],
    ["Rar!\x1a\x07\x01\0", "application/x-rar-compressed .rar"],
    [
      "MZ\x90\0\x03\0\0\0",
      "application/vnd.microsoft.portable-executable .exe",
    ],
    ["SQLite format 3\0", "application/vnd.sqlite3 .sqlite"],
    ["\x01\x02\x03\0\xff", "application/octet-stream "],
    ["a\0b", "application/octet-stream "],
  ];
  test.each(files)("%.20j", async (contents, expected) => {
    expect(await typeOf(bytes(contents))).toBe(expected);
  });

  const offices: [string, string][] = [
    ["0609020000000000c000000000000046", "application/msword .doc"],
    ["2008020000000000c000000000000046", "application/vnd.ms-excel .xls"],
    ["108d81649b4fcf1186ea00aa00b929e8", "application/vnd.ms-powerpoint .ppt"],
    ["ff".repeat(16), "application/x-ole-storage "],
  ];
  test.each(offices)("a compound file of class %s", async (id, expected) => {
    const file = Buffer.alloc(2048);
    file.write("d0cf11e0a1b11ae1", "hex");
    file.writeUInt16LE(9, 30);
    file.writeUInt32LE(1, 48);
    file.write(id, 1024 + 80, "hex");
    expect(await typeOf(new Blob([file]))).toBe(expected);
  });

  test("not by what its name or its end says", async () => {
    const hidden = bytes(
      `<script>alert(1)</script>${"\xff\xd8\xff".repeat(9)}`,
    );
    expect((await contentTypeOf(hidden)).type).toStartWith("text/html");
  });
});

describe("a type", () => {
  const same: [string, string][] = [
    ["text/plain; charset=utf-8", "text/plain"],
    ["image/png", "IMAGE/PNG"],
    ["application/zip", "application/x-zip-compressed"],
    ["text/xml; charset=utf-8", "application/xml"],
    ["audio/wav", "audio/x-wav; x=y"],
  ];
  test.each(same)("%s is %s", (type, wanted) => {
    expect(isOfType(type, wanted)).toBe(true);
  });

  const others: [string, string][] = [
    ["image/svg+xml", "text/xml"],
    ["text/html; charset=utf-8", "text/plain"],
    ["image/png", "image/*"],
    ["image/png", ""],
  ];
  test.each(others)("%s is not %s", (type, wanted) => {
    expect(isOfType(type, wanted)).toBe(false);
  });
});
