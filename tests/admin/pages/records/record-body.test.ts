import { expect, test } from "bun:test";
import type { CollectionModel, RecordModel } from "pocketbase";
import { valuesOf } from "../../../../src/admin/pages/records/editor/values/field-values.ts";
import {
  recordBody,
  wantedFileOrder,
} from "../../../../src/admin/pages/records/editor/values/record-body.ts";
import {
  type FileEntry,
  newFile,
  storedFiles,
} from "../../../../src/admin/pages/records/inputs/files/file-entries.ts";

const collection = {
  type: "base",
  fields: [
    { name: "title", type: "text" },
    { name: "views", type: "number" },
    { name: "data", type: "json" },
    { name: "cover", type: "file", maxSelect: 1 },
    { name: "files", type: "file", maxSelect: 5 },
    { name: "created", type: "autodate" },
  ],
} as unknown as CollectionModel;

const base = valuesOf(collection, {
  title: "A",
  views: 1,
  data: { a: [1] },
  cover: "old.png",
  files: ["a.txt", "b.txt"],
  created: "2026-01-01 10:00:00.000Z",
} as unknown as RecordModel);

const [a, b] = storedFiles(["a.txt", "b.txt"]) as [FileEntry, FileEntry];
const fresh = newFile(new File(["x"], "new.txt"));

function bodyOf(change: object): unknown {
  const body = recordBody(collection, base, { ...base, ...change });
  return body instanceof FormData ? [...body.entries()] : body;
}

test.each([
  ["nothing, if nothing differs", {}, {}],
  ["a value that differs", { title: "B" }, { title: "B" }],
  [
    "nothing for JSON that is only written in another way",
    { data: '{"a": [1]}' },
    {},
  ],
  [
    "JSON as it is typed, so that a text stays a text",
    { data: '"1"' },
    { data: '"1"' },
  ],
  ["nothing instead of a file that is removed", { cover: [] }, { cover: "" }],
  [
    "the files that are kept, in their order",
    { files: [b, a] },
    { files: ["b.txt", "a.txt"] },
  ],
  [
    "no files, if all are removed",
    { files: [a, b].map((file) => ({ ...file, isRemoved: true })) },
    { files: [] },
  ],
])("what is sent is %s", (_, change, body) => {
  expect(bodyOf(change)).toEqual(body);
});

test("new files are added to those that are kept, or take the place of all", () => {
  expect(bodyOf({ files: [fresh, b], title: "B" })).toEqual([
    ["@jsonPayload", '{"title":"B","files":["b.txt"]}'],
    ["files+", fresh.file],
  ]);
  expect(bodyOf({ files: [fresh], cover: [fresh] })).toEqual([
    ["@jsonPayload", "{}"],
    ["cover", fresh.file],
    ["files", fresh.file],
  ]);
});

test("a new file that was put before an old one asks for another order", () => {
  const saved = ["b.txt", "new_1.txt"];
  expect(wantedFileOrder([fresh, b], saved)).toEqual(["new_1.txt", "b.txt"]);
  expect(wantedFileOrder([b, fresh], saved)).toBeUndefined();
  expect(wantedFileOrder([b], saved)).toBeUndefined();
});
