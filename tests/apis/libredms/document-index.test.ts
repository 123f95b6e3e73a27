import { afterAll, beforeAll, expect, test } from "bun:test";
import { definition } from "../../../src/apis/libredms/definition.ts";
import { provision } from "../../../src/core/apis/provision.ts";
import { openTempApp, type TempApp } from "../../support/temp-app.ts";

let temp: TempApp;
beforeAll(async () => {
  temp = await openTempApp();
  await provision(definition, temp.app);
});
afterAll(() => temp.close());

test("one index has all that the rule asks of a document, so that contents are not read to count", () => {
  const { fields, listRule, indexes } =
    temp.app.collections.find("libredms_documents")!;
  const asked = fields
    .map(({ name }) => name)
    .filter((name) => new RegExp(`(?<![.@\\w])${name}\\b`).test(listRule!));
  expect(asked).toContain("access");
  const covers = (index: string) =>
    asked.every((name) => index.includes(`\`${name}\``));
  expect(indexes.filter(covers)).toHaveLength(1);
});
