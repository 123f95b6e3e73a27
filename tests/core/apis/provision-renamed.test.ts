import { afterEach, beforeEach, expect, test } from "bun:test";
import type { ApiDefinition } from "../../../src/core/apis/api-definition.ts";
import { provision } from "../../../src/core/apis/provision.ts";
import { openTempApp, type TempApp } from "../../support/temp-app.ts";

let temp: TempApp;
beforeEach(async () => {
  temp = await openTempApp();
});
afterEach(() => temp.close());

const definition: ApiDefinition = {
  name: "libredms",
  title: "LibreDMS",
  collections: [
    {
      id: "hutchbooks",
      name: "books",
      type: "base",
      listRule: "",
      fields: [{ name: "title", type: "text" }],
    },
  ],
};

test("a collection that was renamed keeps its name and its rules, and is in the way", async () => {
  await provision(definition, temp.app);
  const { collections } = temp.app;
  await collections.update("books", { name: "tomes", listRule: null });

  expect(provision(definition, temp.app)).rejects.toMatchObject({
    fields: {
      apis: {
        libredms: {
          enabled: {
            code: "validation_api_collection_renamed",
            message:
              "The collection tomes has to be called books: rename it, and try again",
          },
        },
      },
    },
  });
  expect(collections.find("books")).toBeUndefined();
  expect(collections.find("tomes")?.listRule).toBeNull();

  await collections.update("tomes", { name: "books" });
  await provision(definition, temp.app);
  expect(collections.find("books")?.listRule).toBeNull();
});
