import { expect, test } from "bun:test";
import { expandAddress } from "../../../src/core/network/expand-address.ts";

const cases: [string, string | undefined][] = [
  ["10.1.2.3", "10.1.2.3"],
  ["::1", "0000:0000:0000:0000:0000:0000:0000:0001"],
  ["::", "0000:0000:0000:0000:0000:0000:0000:0000"],
  ["2001:DB8::1", "2001:0db8:0000:0000:0000:0000:0000:0001"],
  ["1:2:3:4:5:6:7::", "0001:0002:0003:0004:0005:0006:0007:0000"],
  ["1:2:3:4:5:6:7:8", "0001:0002:0003:0004:0005:0006:0007:0008"],
  ["fe80::1%eth0", "fe80:0000:0000:0000:0000:0000:0000:0001%eth0"],
  ["::ffff:1.2.3.4", "0000:0000:0000:0000:0000:ffff:0102:0304"],
  ["64:ff9b::1.2.3.4", "0064:ff9b:0000:0000:0000:0000:0102:0304"],
  ["", undefined],
  ["localhost", undefined],
  ["1.2.3", undefined],
  ["01.2.3.4", undefined],
  ["1.2.3.256", undefined],
  ["1.2.3.4%eth0", undefined],
  ["1.2.3.4:80", undefined],
  ["[::1]", undefined],
  ["[::1]:80", undefined],
  [" ::1", undefined],
  ["::1%", undefined],
  ["1::2::3", undefined],
  ["12345::", undefined],
];
test.each(cases)("%j is read as %j", (text, expected) => {
  expect(expandAddress(text)).toBe(expected);
});
