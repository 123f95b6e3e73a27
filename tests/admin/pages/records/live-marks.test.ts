import { expect, test } from "bun:test";
import type { RecordModel } from "pocketbase";
import {
  applyEvents,
  noMarks,
} from "../../../../src/admin/pages/records/table/live-marks.ts";
import type { LiveEvent } from "../../../../src/admin/server/live/live-event.ts";

function recordOf(id: string, title = id): RecordModel {
  return { id, title, collectionId: "posts", collectionName: "posts" };
}

function event(action: LiveEvent["action"], id: string, title?: string) {
  return { action, record: recordOf(id, title) };
}

const chunks = [["a", "b"], ["c"]].map((ids, at) => ({
  key: [at],
  chunk: { rows: ids.map((id) => recordOf(id)), next: "n", previous: "p" },
}));

test("changed records change in their place, and nothing else does", () => {
  const applied = applyEvents([event("update", "b", "new")], chunks, noMarks);
  expect(applied.chunks).toEqual([
    {
      key: [0],
      chunk: {
        rows: [recordOf("a"), recordOf("b", "new")],
        next: "n",
        previous: "p",
      },
    },
  ]);
  expect(applied.marks).toEqual({ ...noMarks, changed: new Set(["b"]) });
});

test("deleted records stay and are marked", () => {
  const { chunks: changed, marks } = applyEvents(
    [event("update", "c"), event("delete", "c")],
    chunks,
    noMarks,
  );
  expect(changed).toEqual([]);
  expect(marks.deleted).toEqual(new Set(["c"]));
});

test("new records are counted, unless they are loaded already or gone again", () => {
  const { marks } = applyEvents(
    [
      event("create", "x"),
      event("create", "y"),
      event("delete", "y"),
      event("create", "a"),
    ],
    chunks,
    noMarks,
  );
  expect(marks).toEqual({ ...noMarks, created: new Set(["x"]) });
});

test("what happens to records that are not loaded changes nothing", () => {
  const { chunks: changed, marks } = applyEvents(
    [event("update", "x"), event("delete", "y")],
    chunks,
    noMarks,
  );
  expect(changed).toEqual([]);
  expect(marks).toEqual(noMarks);
});
