import { Elysia, t, type TSchema } from "elysia";
import type { ChangePreview } from "../../core/collections/dry-run/change-preview.ts";
import type { JsonObject } from "../../core/json.ts";
import {
  commonQuery,
  describeForSuperusers,
  errorReference,
} from "./describe-route.ts";
import { anyObject, integer } from "../../http/shared/describe-route.ts";
import { bodyOf } from "./errors.ts";
import type { Exchange } from "./exchange.ts";

const describe = describeForSuperusers("Collections");

/** Seconds in which nothing may come on the connection: large tables are gone through. */
const patience = 120;

const count = (description: string): TSchema =>
  integer({
    nullable: true,
    description: `${description} Null: it was not counted, as that would take too long or the change is refused anyway.`,
  });
const nullableText = (description?: string) =>
  t.String({ nullable: true, description });

const fieldPreview = t.Object({
  id: t.String(),
  name: t.String(),
  action: t.String({ enum: ["add", "remove", "change"] }),
  renamedFrom: nullableText(),
  before: t.Object(
    {},
    {
      additionalProperties: true,
      nullable: true,
      description: "Its options now; null for a new one.",
    },
  ),
  after: t.Object(
    {},
    {
      additionalProperties: true,
      nullable: true,
      description: "Its options then; null for one that goes.",
    },
  ),
  becomes: t.String({
    nullable: true,
    enum: ["list", "single"],
    description: "Set when values change from one to many, or back.",
  }),
  rows: count("Records that lose a value."),
  values: count("Values that are lost."),
  unfit: count(
    "Records with a value that the new options refuse at their next change: none where one is required from then on, or a choice that is gone.",
  ),
});

const collectionPreview = t.Object({
  id: t.String(),
  name: t.String({ description: "Then; of one that goes, now." }),
  type: t.String(),
  action: t.String({ enum: ["create", "update", "delete", "truncate"] }),
  renamedFrom: nullableText(),
  records: count("Records that it has now."),
  files: count("Files that no record has any more then."),
  fields: t.Array(fieldPreview),
  options: t.Array(
    t.Object({
      name: t.String({
        description: "With dots: `listRule`, `passwordAuth.enabled`.",
      }),
      isSecret: t.Boolean({ description: "It is told without its values." }),
      before: t.Unknown(),
      after: t.Unknown(),
    }),
    { description: "Rules and options that differ." },
  ),
  indexes: t.Array(
    t.Object({
      name: t.String(),
      action: t.String({ enum: ["create", "drop"] }),
      statement: t.String(),
      duplicates: count(
        "Records that have what others have, so that a unique index cannot be made.",
      ),
    }),
  ),
  references: t.Array(
    t.Object({
      collection: t.String(),
      field: t.String(),
      required: t.Boolean(),
      cascadeDelete: t.Boolean(),
      records: count("Records that refer to one."),
    }),
    {
      description:
        "Relations of others to a collection that is to be deleted or emptied.",
    },
  ),
  consequences: t.Array(
    t.Object({
      collection: t.String(),
      deleted: count("Records that are deleted along."),
      released: count("Records that lose a reference."),
      blocking: count("Records whose required reference stands against it."),
      files: count("Files that go with those that are deleted."),
      isAtLeast: t.Boolean({
        description: "Relations go in circles: it may be more.",
      }),
    }),
    {
      description:
        "What happens in other collections when one is deleted or emptied.",
    },
  ),
});

const mentionPreview = t.Object({
  collection: t.String({
    description: "Whose rule, view, index or option it is.",
  }),
  where: t.String({
    description:
      "`listRule`, `viewQuery`, `indexes.0`, `passwordAuth.identityFields`, …",
  }),
  text: t.String(),
  names: t.Object(
    { collection: t.String(), field: nullableText("Null: the collection.") },
    {
      nullable: true,
      description:
        "What is named there, as it is called now; null where the text breaks without naming it.",
    },
  ),
  start: integer({ description: "In the text, in UTF-16 units." }),
  end: integer(),
  outcome: t.String({
    enum: ["follows", "breaks", "dangles", "stays"],
    description:
      "The text is rewritten along (see after); is not valid any more (see reason); is valid, but the name stands for nothing or for something else; or means what it did.",
  }),
  reason: nullableText(),
  after: nullableText(),
});

/** Looking at a change of collections before it is made: a route of ours beside PocketBase's. For superusers. */
export function collectionDryRun(exchange: Exchange) {
  const { collections } = exchange.app;
  return new Elysia().post(
    "/collections/meta/dry-run-change",
    async ({ request }) => {
      const info = await exchange.openSuperuser(request);
      await exchange.receive(info);
      exchange.surroundings.setIdleTimeout(request, patience);
      const preview = await collections.dryRunChange(info.body);
      return exchange.json(info, present(preview));
    },
    {
      parse: "none",
      detail: describe({
        summary: "Try a change of collections",
        query: { fields: commonQuery.fields },
        body: t.Object(
          {
            change: t.Optional(
              anyObject("As for updating a collection, or creating one."),
            ),
            collection: t.Optional(
              t.String({
                nullable: true,
                description:
                  "With change: the name or id of the collection to update; absent or null: create one.",
              }),
            ),
            collections: t.Optional(
              t.Array(anyObject(), { description: "As for an import." }),
            ),
            deleteMissing: t.Optional(
              t.Boolean({ description: "With collections." }),
            ),
            delete: t.Optional(
              t.String({ description: "A collection's name or id." }),
            ),
            truncate: t.Optional(
              t.String({ description: "A collection's name or id." }),
            ),
          },
          {
            description:
              "One change: either change, or collections, or delete, or truncate. Nothing is changed.",
          },
        ),
        answer: t.Object({
          error: t.Unsafe({
            ...errorReference,
            nullable: true,
            description:
              "What the change would be answered with, or null. What would follow from it is told all the same.",
          }),
          collections: t.Array(collectionPreview, {
            description: "All that would differ.",
          }),
          mentions: t.Array(mentionPreview, {
            description:
              "Rules, views, indexes and options that name what is renamed or removed, or that break otherwise.",
          }),
          statements: t.Array(t.String(), {
            description:
              "The SQL that would run, with a mark for each value; none when the change is refused, or empties a collection.",
          }),
        }),
        errors: {
          400: "The body says no one change.",
          404: "No such collection.",
          429: "Too many are waiting already.",
        },
      }),
    },
  );
}

function present({
  error,
  collections,
  mentions,
  statements,
}: ChangePreview): JsonObject {
  const answer = {
    error: bodyOf(error) ?? null,
    collections,
    mentions,
    statements,
  };
  return answer as unknown as JsonObject;
}
