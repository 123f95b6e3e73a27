import { describe, expect, test } from "bun:test";
import type { CollectionDraft } from "../../../../src/admin/pages/collections/editor/collection-draft.ts";
import { draftOf } from "../../../../src/admin/pages/collections/editor/collection-draft.ts";
import {
  addField,
  changeField,
  removeField,
} from "../../../../src/admin/pages/collections/editor/fields/field-list.ts";
import { rebaseDraft } from "../../../../src/admin/pages/collections/editor/rebase-draft.ts";
import { posts } from "./sample-collection.ts";

const begun = draftOf(posts());

/** What the server makes of a draft. */
function store(sent: CollectionDraft): CollectionDraft {
  const fields = sent.fields
    .filter(({ removed }) => !removed)
    .map((field) => ({ ...field, id: field.id || `made_${field.name}` }));
  return draftOf(
    { ...posts(), ...sent, fields, updated: "now" } as never,
    sent,
  );
}

function keyOf(draft: CollectionDraft, name: string): string {
  return draft.fields.find((field) => field.name === name)!.key;
}

describe("what is typed while a collection is being saved", () => {
  test("is kept on top of what was stored", () => {
    const sent = { ...begun, listRule: "a = 1" };
    const title = keyOf(begun, "title");
    const typed: CollectionDraft = {
      ...sent,
      viewRule: "b = 2",
      fields: changeField(sent.fields, title, { name: "headline" }),
    };
    const rebased = rebaseDraft(sent, typed, store(sent));
    expect(rebased).toMatchObject({
      listRule: "a = 1",
      viewRule: "b = 2",
      updated: "now",
    });
    expect(rebased.fields.map(({ name }) => name)).toContain("headline");
  });

  test("does not cost a new field the id that it was given", () => {
    const { fields, added } = addField(begun.fields, "number");
    const sent = { ...begun, fields };
    const { key } = added;
    const typed = { ...sent, fields: changeField(fields, key, { name: "x" }) };
    const rebased = rebaseDraft(sent, typed, store(sent));
    const field = rebased.fields.find((other) => other.key === key);
    expect(field?.name).toBe("x");
    expect(field?.id).not.toBe("");
  });

  test("does not bring back what was removed", () => {
    const sent = {
      ...begun,
      fields: removeField(begun.fields, begun.fields[2]!),
    };
    const typed = { ...sent, viewRule: "b = 2" };
    const names = rebaseDraft(sent, typed, store(sent)).fields.map(
      ({ name }) => name,
    );
    expect(names).not.toContain("slug");
  });
});

test("without it, all is as it was stored", () => {
  const stored = store(begun);
  expect(rebaseDraft(begun, begun, stored)).toBe(stored);
});
