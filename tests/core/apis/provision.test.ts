import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { ApiDefinition } from "../../../src/core/apis/api-definition.ts";
import { provision } from "../../../src/core/apis/provision.ts";
import { serverRequest } from "../../../src/core/request.ts";
import { openTempApp, type TempApp } from "../../support/temp-app.ts";

let temp: TempApp;
beforeEach(async () => {
  temp = await openTempApp();
});
afterEach(() => temp.close());

const shelf = {
  name: "shelf",
  type: "base",
  fields: [
    { name: "label", type: "text" },
    {
      name: "books",
      type: "relation",
      collectionId: "hutchbooks",
      maxSelect: 9,
    },
  ],
};
const books = {
  id: "hutchbooks",
  name: "books",
  type: "base",
  fields: [{ name: "title", type: "text", required: true }],
};

function definitionOf(
  collections: ApiDefinition["collections"],
  seed?: ApiDefinition["seed"],
): ApiDefinition {
  return {
    name: "libredms",
    title: "LibreDMS",
    collections,
    ...(seed && { seed }),
  };
}

const fieldsOf = (name: string) =>
  temp.app.collections.find(name)?.fields.map((field) => field.name);

/** What a promise is rejected with. */
async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("it was not refused");
}

describe("provision", () => {
  test("makes collections that refer to each other, and puts in what must be there", async () => {
    await provision(
      definitionOf([shelf, books], async ({ collections, records }) => {
        await records.create(collections.find("books")!, undefined, {
          ...serverRequest,
          body: { title: "The first" },
        });
      }),
      temp.app,
    );
    expect(fieldsOf("shelf")).toEqual(["id", "label", "books"]);
    const found = await temp.app.records.findAllBy(
      temp.app.collections.find("books")!,
      { title: "The first" },
    );
    expect(found).toHaveLength(1);
  });

  test("leaves what the operator has changed, and adds fields that are lacking", async () => {
    await provision(definitionOf([books]), temp.app);
    await temp.app.collections.update("books", {
      listRule: "",
      fields: [
        ...temp.app.collections.find("books")!.fields,
        { name: "own", type: "text" },
      ],
    });
    const more = {
      ...books,
      fields: [...books.fields, { name: "isbn", type: "text" }],
    };
    await provision(definitionOf([more]), temp.app);
    expect(fieldsOf("books")).toEqual(["id", "title", "own", "isbn"]);
    expect(temp.app.collections.find("books")?.listRule).toBe("");
  });

  test("refuses where another type of collection is in the way, and makes nothing", async () => {
    await temp.app.collections.create({ name: "books", type: "auth" });
    const error = await failureOf(
      provision(definitionOf([shelf, books]), temp.app),
    );
    expect(error).toMatchObject({
      message: "The LibreDMS API cannot be turned on.",
      fields: {
        apis: { libredms: { enabled: { code: "validation_api_name_taken" } } },
      },
    });
    expect(temp.app.collections.find("shelf")).toBeUndefined();
  });

  test("refuses where a field has another type", async () => {
    await temp.app.collections.create({
      name: "books",
      type: "base",
      fields: [{ name: "title", type: "number" }],
    });
    const error = await failureOf(provision(definitionOf([books]), temp.app));
    expect(error).toMatchObject({
      fields: {
        apis: {
          libredms: {
            enabled: {
              message:
                "The number field books.title is in the way: rename it, and try again",
            },
          },
        },
      },
    });
  });
});
