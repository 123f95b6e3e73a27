import { expect, test } from "bun:test";
import { apiNames as shown } from "../../../src/admin/server/settings-model.ts";
import { apiNames as offered } from "../../../src/core/apis/api-names.ts";

test("the admin shows the APIs that the server has", () => {
  expect<readonly string[]>(shown).toEqual(offered);
});
