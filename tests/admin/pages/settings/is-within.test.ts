import { expect, test } from "bun:test";
import { isWithin } from "../../../../src/admin/pages/settings/application/is-within.ts";
import { isListed } from "../../../../src/core/network/address-list.ts";
import { expandAddress } from "../../../../src/core/network/expand-address.ts";

test.each([
  ["127.0.0.1", ["127.0.0.1"]],
  ["127.0.0.1", ["127.0.0.0/8"]],
  ["127.0.0.1", ["128.0.0.0/8", "127.0.0.2"]],
  ["127.0.0.1", ["0.0.0.0/0"]],
  ["127.0.0.1", ["::/0"]],
  ["127.0.0.1", ["127.0.0.1/33", "nonsense", "127.1"]],
  ["::1", ["0:0:0:0:0:0:0:1"]],
  ["2001:db8::5", ["2001:db8::/32"]],
  ["2001:db8::5", ["2001:db9::/32"]],
  ["::ffff:127.0.0.1", ["127.0.0.0/8"]],
  ["127.0.0.1", []],
])("the admin judges %s among %p as the server does", (address, list) => {
  const expanded = expandAddress(address) ?? "";
  expect(isWithin(list, expanded)).toBe(isListed(list, expanded));
});
