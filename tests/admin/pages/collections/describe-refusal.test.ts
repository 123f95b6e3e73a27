import { expect, test } from "bun:test";
import { describeRefusal } from "../../../../src/admin/pages/collections/removal/describe-removal.ts";
import type {
  ChangePreview,
  CollectionPreview,
} from "../../../../src/admin/server/collection-dry-run.ts";

const refused = { status: 400, message: "The server says no.", data: {} };

function previewOf(own: Partial<CollectionPreview>): ChangePreview {
  return {
    error: refused,
    statements: [],
    mentions: [],
    collections: [
      {
        id: "pbc_1",
        name: "posts",
        type: "base",
        action: "delete",
        renamedFrom: null,
        records: 1,
        files: 0,
        fields: [],
        indexes: [],
        references: [],
        consequences: [],
        ...own,
      },
    ],
  };
}

const reference = { collection: "notes", field: "post", records: 2 };
const consequence = {
  collection: "notes",
  deleted: 0,
  released: 0,
  blocking: 2,
  isAtLeast: false,
};

test.each([
  [
    "fields that refer to it",
    previewOf({ references: [reference] }),
    "These fields refer to it and must be removed first: notes.post.",
  ],
  [
    "records that must refer to its own",
    previewOf({ action: "truncate", consequences: [consequence] }),
    "Records of notes that must refer to one, and stand against it: 2.",
  ],
  ["what only the server knows", previewOf({}), "The server says no."],
  [
    "nothing",
    { ...previewOf({ references: [reference] }), error: null },
    undefined,
  ],
])("a collection is kept by %s", (_what, preview, said) => {
  expect(describeRefusal(preview, { id: "pbc_1" })).toBe(said);
});
