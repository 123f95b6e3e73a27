import { expect, test } from "bun:test";
import { isListed } from "../../../src/core/network/address-list.ts";
import { expandAddress } from "../../../src/core/network/expand-address.ts";

const cases: [list: string[], address: string, isIn: boolean][] = [
  [[], "10.0.0.1", false],
  [["10.0.0.1"], "10.0.0.1", true],
  [["10.0.0.1"], "10.0.0.2", false],
  [["10.0.0.9/8"], "10.255.0.1", true],
  [["10.0.0.0/8"], "11.0.0.1", false],
  [["10.0.0.1/32"], "10.0.0.1", true],
  [["0.0.0.0/0"], "1.2.3.4", true],
  [["0.0.0.0/0"], "::1", false],
  [["::1"], "0:0:0:0:0:0:0:1", true],
  [["2001:DB8::/32"], "2001:db8:1::1", true],
  [["2001:db8::/33"], "2001:db8:8000::", false],
  [["::/0"], "2001:db8::1", true],
  [["::/0"], "1.2.3.4", false],
  // An address that only stands for another one is not the same.
  [["1.2.3.4", "1.2.0.0/16"], "::ffff:1.2.3.4", false],
  [["::ffff:1.2.3.4"], "::ffff:1.2.3.4", true],
  [["fe80::/10"], "fe80::1%eth0", false],
  [["fe80::1"], "fe80::1%eth0", false],
  [["fe80::1%eth0"], "fe80::1%eth0", true],
  // What older settings may hold, and nothing can be made of.
  [
    ["", "nonsense", "1.2.3.4/33", "1.2.3.4/x", "/8", "::/129"],
    "1.2.3.4",
    false,
  ],
  [["1.2.3.4/8/9", "1.2.3.4/-1", "fe80::%1/10"], "1.2.3.4", false],
  [["nonsense", "1.2.3.4"], "1.2.3.4", true],
];
test.each(cases)("of %j, %s: %j", (list, address, isIn) => {
  expect(isListed(list, expandAddress(address) ?? "")).toBe(isIn);
});

test("no address is in no list", () => {
  expect(isListed(["0.0.0.0/0", "::/0"], "")).toBe(false);
});
