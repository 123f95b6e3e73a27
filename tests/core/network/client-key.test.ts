import { expect, test } from "bun:test";
import { clientKey } from "../../../src/core/network/client-key.ts";
import { expandAddress } from "../../../src/core/network/expand-address.ts";

const cases: [a: string, b: string, isOne: boolean][] = [
  ["10.0.0.1", "10.0.0.1", true],
  ["10.0.0.1", "10.0.0.2", false],
  ["2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true],
  ["2001:db8:1:2::1", "2001:db8:1:3::1", false],
  // IPv4 in IPv6, by itself and through a translator.
  ["::ffff:10.0.0.1", "::ffff:10.0.0.2", false],
  ["64:ff9b::10.0.0.1", "64:ff9b::10.0.0.2", false],
  // Everyone on a link, and the machine itself.
  ["fe80::1", "fe80::2", false],
  ["::1", "::2", false],
];
test.each(cases)("%s and %s are one client: %j", (a, b, isOne) => {
  const [one = "", other = ""] = [a, b].map(expandAddress);
  expect(clientKey(one) === clientKey(other)).toBe(isOne);
});
