import { expect, test } from "bun:test";
import { changedParts } from "../../../../src/admin/pages/settings/form/edited-settings.ts";

const before = {
  smtp: { host: "a", port: 25 as number | null, tls: false },
  meta: { appName: "Acme" },
  superuserIPs: ["10.0.0.1"],
};

test.each([
  ["nothing", before, {}],
  [
    "one value of a group",
    { ...before, smtp: { ...before.smtp, host: "b" } },
    { smtp: { host: "b" } },
  ],
  [
    "a secret that was not there",
    { ...before, smtp: { ...before.smtp, password: "new" } },
    { smtp: { password: "new" } },
  ],
  [
    "a number that was emptied, as 0",
    { ...before, smtp: { ...before.smtp, port: null } },
    { smtp: { port: 0 } },
  ],
  [
    "a list as a whole",
    { ...before, superuserIPs: ["10.0.0.1", "10.0.0.2"] },
    { superuserIPs: ["10.0.0.1", "10.0.0.2"] },
  ],
])("the server is sent %s", (_, after, wanted) => {
  expect(changedParts(before, after)).toEqual(wanted);
});
