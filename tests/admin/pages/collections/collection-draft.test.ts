import { describe, expect, test } from "bun:test";
import {
  isChanged,
  payloadOf,
} from "../../../../src/admin/pages/collections/editor/draft-payload.ts";
import {
  addField,
  duplicateField,
  removeField,
  restoreField,
} from "../../../../src/admin/pages/collections/editor/fields/field-list.ts";
import {
  asName,
  findNameProblem,
} from "../../../../src/admin/pages/collections/editor/fields/name-problem.ts";
import {
  copyDraft,
  newDraft,
  switchType,
} from "../../../../src/admin/pages/collections/editor/new-draft.ts";
import { settleNames } from "../../../../src/admin/pages/collections/editor/settle-names.ts";
import { draftOf, people, posts, withField } from "./sample-collection.ts";

function fieldOf(draft: ReturnType<typeof draftOf>, name: string) {
  return draft.fields.find((field) => field.name === name)!;
}

describe("a field's new name", () => {
  test("goes into indexes, identity fields and mapped fields", () => {
    const draft = settleNames(
      withField(draftOf(people()), "title", { name: "heading" }),
    );
    expect(draft.indexes[1]).toContain("(`heading` COLLATE NOCASE, `slug`");
    expect(draft.passwordAuth?.identityFields).toEqual(["slug", "heading"]);
    expect(draft.oauth2?.mappedFields["name"]).toBe("heading");
  });

  test("takes nothing from another field whose name it has while it is typed", () => {
    let draft = draftOf(posts());
    for (const name of ["", "s", "slu", "slug", "slug_of"]) {
      const { key } = fieldOf(draftOf(posts()), "title");
      draft = settleNames({
        ...draft,
        fields: draft.fields.map((field) =>
          field.key === key ? { ...field, name } : field,
        ),
      });
    }
    expect(draft.indexes[0]).toContain("(`slug`)");
    expect(draft.indexes[1]).toContain(
      "(`slug_of` COLLATE NOCASE, `slug` DESC)",
    );
  });

  test("can be the other's, if that takes this one's", () => {
    const draft = draftOf(posts());
    const swapped = {
      ...draft,
      fields: draft.fields.map((field) => ({
        ...field,
        name: { title: "slug", slug: "title" }[field.name] ?? field.name,
      })),
    };
    expect(payloadOf(swapped)["indexes"]).toEqual([
      "CREATE UNIQUE INDEX `idx_slug` ON `posts` (`title`)",
      "CREATE INDEX `idx_both` ON `posts` (`slug` COLLATE NOCASE, `title` DESC) WHERE `title` != ''",
    ]);
  });

  test.each([
    ["", "Give the field a name."],
    ["a b", "Use letters, digits and underscores only."],
    ["posts_via_author", "A name cannot have _via_ in it."],
    ["expand", "The server needs this name for itself."],
    ["Title", "Another field has this name."],
    ["body", undefined],
  ])("%j is judged as it is typed", (name, problem) => {
    expect(findNameProblem(name, ["title"], false)).toBe(problem);
  });

  test("becomes one that can be taken", () => {
    expect(asName("Größe in-m²")).toBe("Groe_in_m2");
  });
});

describe("a removed field", () => {
  test("is not sent, and neither are the indexes and logins that need it", () => {
    const draft = draftOf(people());
    const fields = removeField(draft.fields, fieldOf(draft, "title"));
    const payload = payloadOf({ ...draft, fields });
    expect(payload["fields"]).toHaveLength(3);
    expect(payload["indexes"]).toEqual([
      "CREATE UNIQUE INDEX `idx_slug` ON `people` (`slug`)",
    ]);
    expect(payload["passwordAuth"]).toMatchObject({ identityFields: ["slug"] });
  });

  test("is as it was when it is restored", () => {
    const draft = draftOf(posts());
    const removed = removeField(draft.fields, fieldOf(draft, "title"));
    const restored = restoreField(removed, removed[1]!);
    expect(restored).toEqual(draft.fields);
    expect(isChanged({ ...draft, fields: restored }, draft)).toBe(false);
  });

  test("that was never saved is gone", () => {
    const draft = draftOf(posts());
    const { fields, added } = addField(draft.fields, "text");
    expect(removeField(fields, added)).toEqual(draft.fields);
  });

  test("leaves its name to a new one, which the server must not take for it", () => {
    const draft = draftOf(posts());
    const removed = removeField(draft.fields, fieldOf(draft, "title"));
    const { added, fields } = addField(removed, "text");
    expect(added.name).toBe("title");
    const sent = payloadOf({ ...draft, fields })["fields"] as { id: string }[];
    expect(sent.map(({ id }) => id)).not.toContain("text2");
    expect(sent.every(({ id }) => id !== "")).toBe(true);
  });
});

describe("a new draft", () => {
  test("has dates, and leaves ids to the server", () => {
    const draft = newDraft(
      posts({ id: "", fields: posts().fields.slice(0, 1) }),
    );
    expect(draft.fields.map(({ name }) => name)).toEqual([
      "id",
      "created",
      "updated",
    ]);
    expect(
      draft.fields.map((field) => "onUpdate" in field && field.onUpdate),
    ).toEqual([false, false, true]);
  });

  test("keeps what was made when its type changes, and back", () => {
    const base = posts({
      id: "",
      fields: posts().fields.slice(0, 1),
      indexes: [],
    });
    const view = posts({
      type: "view",
      id: "",
      fields: [],
      indexes: [],
      viewQuery: "",
    });
    const first = { ...newDraft(base), name: "made" };
    const withTitle = {
      ...first,
      fields: addField(first.fields, "text").fields,
    };
    const asView = switchType(withTitle, view);
    expect(payloadOf(asView)).not.toHaveProperty("fields");
    const back = switchType(asView, base);
    expect(back.name).toBe("made");
    expect(back.fields.map(({ name }) => name).toSorted()).toEqual(
      withTitle.fields.map(({ name }) => name).toSorted(),
    );
  });

  test("of a copy has names and indexes of its own", () => {
    const copy = copyDraft(
      posts(),
      [posts({ name: "posts_copy" })],
      "posts_copy",
    );
    expect(copy.name).toBe("posts_copy2");
    expect(copy.id).toBe("");
    const payload = payloadOf(copy);
    expect(JSON.stringify(payload["indexes"])).not.toMatch(
      /idx_slug`|idx_both/,
    );
    expect(JSON.stringify(payload["indexes"])).toContain("ON `posts_copy2`");
    expect(
      (payload["fields"] as { id: string }[]).every(({ id }) => id === ""),
    ).toBe(true);
  });

  test("of a field's copy is no primary key", () => {
    const { fields } = draftOf(posts());
    const { added } = duplicateField(fields, fields[0]!);
    expect(added).toMatchObject({
      id: "",
      name: "id_copy",
      system: false,
      primaryKey: false,
    });
  });
});
