import { expect, test } from "bun:test";
import {
  parseListenAddress,
  reachableUrl,
} from "../../src/cli/listen-address.ts";

test.each([
  ["127.0.0.1:8090", "127.0.0.1", 8090],
  ["localhost:80", "localhost", 80],
  [":8090", "0.0.0.0", 8090],
  ["[::1]:8090", "::1", 8090],
  ["0.0.0.0:0", "0.0.0.0", 0],
  ["example.com:65535", "example.com", 65_535],
])("%s is an address to listen at", (text, hostname, port) => {
  expect(parseListenAddress(text)).toEqual({ hostname, port });
});

test.each([
  "",
  "8090",
  "localhost",
  "localhost:",
  "localhost:http",
  "localhost:65536",
  "::1:8090",
  "http://localhost:8090",
  "local host:80",
])("%p is none", (text) => {
  expect(() => parseListenAddress(text)).toThrow();
});

test.each([
  ["http://0.0.0.0:8090", "http://127.0.0.1:8090"],
  ["http://[::]:8090", "http://[::1]:8090"],
  ["http://192.0.2.1:8090", "http://192.0.2.1:8090"],
  ["http://localhost:80", "http://localhost:80"],
])("%s can be opened as %s", (url, openable) => {
  expect(reachableUrl(url)).toBe(openable);
});
