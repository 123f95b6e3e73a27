import { expect, test } from "bun:test";
import { writeAddress } from "../../src/http/client-address.ts";

const cases: [string, string][] = [
  ["", ""],
  ["127.0.0.1", "127.0.0.1"],
  ["::ffff:10.1.2.3", "10.1.2.3"],
  ["::1", "0000:0000:0000:0000:0000:0000:0000:0001"],
  ["::", "0000:0000:0000:0000:0000:0000:0000:0000"],
  ["2001:DB8::1", "2001:0db8:0000:0000:0000:0000:0000:0001"],
  ["2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002:0003:0004:0005:0006"],
  ["fe80::1%eth0", "fe80:0000:0000:0000:0000:0000:0000:0001"],
];
test.each(cases)("%j is written %j", (address, expected) => {
  expect(writeAddress(address)).toBe(expected);
});
