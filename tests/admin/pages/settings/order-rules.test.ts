import { expect, test } from "bun:test";
import { orderRules } from "../../../../src/admin/pages/settings/application/rate-limits/order-rules.ts";

test("limits come in the order in which the server looks for one", () => {
  const wanted = [
    "users:auth",
    "posts:create",
    "*:create",
    "POST /api/batch",
    "POST /api/files/",
    "POST /api/",
    "/api/batch",
    "/api/files/",
    "/api/",
    "",
  ];
  // The two of one kind keep their order.
  const mixed = [9, 8, 0, 7, 6, 1, 5, 4, 3, 2].map((at) => ({
    label: wanted[at] ?? "",
  }));
  expect(orderRules(mixed).map(({ label }) => label)).toEqual(wanted);
});
