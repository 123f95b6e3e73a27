import type { CollectionModel } from "pocketbase";
import {
  type CollectionDraft,
  draftOf,
} from "../../../../src/admin/pages/collections/editor/collection-draft.ts";

/** A collection as the server would answer it. */
export function posts(change: object = {}): CollectionModel {
  const flags = { system: false, hidden: false, presentable: false };
  return {
    id: "pbc_1",
    name: "posts",
    type: "base",
    system: false,
    listRule: null,
    viewRule: "",
    createRule: null,
    updateRule: null,
    deleteRule: null,
    created: "",
    updated: "",
    fields: [
      {
        ...flags,
        id: "text1",
        name: "id",
        type: "text",
        system: true,
        primaryKey: true,
      },
      { ...flags, id: "text2", name: "title", type: "text" },
      { ...flags, id: "text3", name: "slug", type: "text" },
      {
        ...flags,
        id: "select4",
        name: "tags",
        type: "select",
        values: ["a", "b"],
        maxSelect: 2,
      },
    ],
    indexes: [
      "CREATE UNIQUE INDEX `idx_slug` ON `posts` (`slug`)",
      "CREATE INDEX `idx_both` ON `posts` (title COLLATE NOCASE, `slug` DESC) WHERE slug != ''",
    ],
    ...change,
  } as unknown as CollectionModel;
}

/** A collection of logins. */
export function people(): CollectionModel {
  return posts({
    name: "people",
    type: "auth",
    passwordAuth: { enabled: true, identityFields: ["slug", "title"] },
    oauth2: {
      enabled: true,
      mappedFields: { id: "", name: "title", username: "", avatarURL: "" },
      providers: [{ name: "oidc", authURL: "https://one.example/auth" }],
    },
  });
}

/** The draft with a field's options changed, as if typed. */
export function withField(
  draft: CollectionDraft,
  name: string,
  change: object,
): CollectionDraft {
  return {
    ...draft,
    fields: draft.fields.map((field) =>
      field.name === name ? { ...field, ...change } : field,
    ),
  };
}

export { draftOf };
