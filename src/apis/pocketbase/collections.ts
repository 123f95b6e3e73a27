import { Elysia, t } from "elysia";
import { oauth2Providers } from "../../core/collections/oauth2-providers.ts";
import { Invalid, NotFound } from "../../core/errors.ts";
import {
  commonQuery,
  describeForSuperusers,
  pageOf,
} from "./describe-route.ts";
import { anyObject } from "../../http/shared/describe-route.ts";
import { type Exchange, pathPart } from "./exchange.ts";
import { parseListQuery } from "./list-query.ts";

const describe = describeForSuperusers("Collections");
const path = { collection: "Name or id of the collection." };
const { expand: _, ...listQuery } = commonQuery;
const { fields } = commonQuery;

const rule = t.Optional(
  t.String({
    nullable: true,
    description: "A filter; empty lets everyone through, null only superusers.",
  }),
);
const fieldSchema = t.Object(
  {
    id: t.Optional(t.String()),
    name: t.String(),
    type: t.String(),
    system: t.Optional(t.Boolean()),
    hidden: t.Optional(t.Boolean()),
    presentable: t.Optional(t.Boolean()),
    required: t.Optional(t.Boolean()),
  },
  { additionalProperties: true },
);
const collectionSchema = t.Object(
  {
    id: t.Optional(t.String()),
    name: t.String(),
    type: t.Optional(
      t.String({ enum: ["base", "auth", "view"], default: "base" }),
    ),
    system: t.Optional(t.Boolean()),
    listRule: rule,
    viewRule: rule,
    createRule: rule,
    updateRule: rule,
    deleteRule: rule,
    fields: t.Optional(t.Array(fieldSchema)),
    indexes: t.Optional(t.Array(t.String())),
  },
  {
    additionalProperties: true,
    description:
      "Auth collections have their login options besides, views their viewQuery. A new `secret` (30 to 255 characters, in no answer) of `authToken` or another token ends all that were issued.",
  },
);

const errors = {
  400: "The request makes no sense, or options are wrong (see data).",
  404: "No such collection.",
};

/** Chapter "Collections", all for superusers. */
export function collectionsChapter(exchange: Exchange) {
  const { collections, records } = exchange.app;

  return new Elysia({ prefix: "/collections" })
    .get(
      "",
      async ({ request }) => {
        const info = await exchange.openSuperuser(request);
        const query = parseListQuery(info.query);
        return exchange.page(info, await collections.list(query));
      },
      {
        detail: describe({
          summary: "List collections",
          query: listQuery,
          answer: pageOf(collectionSchema),
          errors: { 400: errors[400] },
        }),
      },
    )
    .get(
      "/:collection",
      async ({ request, params }) => {
        const info = await exchange.openSuperuser(request);
        const collection = collections.find(pathPart(params.collection));
        if (collection === undefined) throw new NotFound();
        return exchange.json(info, collections.present(collection));
      },
      {
        detail: describe({
          summary: "View collection",
          path,
          query: { fields },
          answer: collectionSchema,
          errors: { 404: errors[404] },
        }),
      },
    )
    .post(
      "",
      async ({ request }) => {
        const info = await exchange.openSuperuser(request);
        await exchange.receive(info);
        const collection = await collections.create(info.body);
        return exchange.json(info, collections.present(collection));
      },
      {
        parse: "none",
        detail: describe({
          summary: "Create collection",
          query: { fields },
          body: collectionSchema,
          answer: collectionSchema,
          errors: { 400: errors[400] },
        }),
      },
    )
    .patch(
      "/:collection",
      async ({ request, params }) => {
        const info = await exchange.openSuperuser(request);
        const name = pathPart(params.collection);
        await exchange.receive(info);
        const collection = await collections.update(name, info.body);
        return exchange.json(info, collections.present(collection));
      },
      {
        parse: "none",
        detail: describe({
          summary: "Update collection",
          path,
          query: { fields },
          body: t.Partial(collectionSchema),
          answer: collectionSchema,
          errors,
        }),
      },
    )
    .delete(
      "/:collection",
      async ({ request, params }) => {
        await exchange.openSuperuser(request);
        await collections.remove(pathPart(params.collection));
        return exchange.nothing(request);
      },
      {
        parse: "none",
        detail: describe({ summary: "Delete collection", path, errors }),
      },
    )
    .delete(
      "/:collection/truncate",
      async ({ request, params }) => {
        await exchange.openSuperuser(request);
        const collection = collections.find(pathPart(params.collection));
        if (collection === undefined) throw new NotFound();
        if (collection.type === "view") {
          throw new Invalid("A view has no records of its own to delete.");
        }
        await records.truncate(collection);
        return exchange.nothing(request);
      },
      {
        parse: "none",
        detail: describe({ summary: "Truncate collection", path, errors }),
      },
    )
    .put(
      "/import",
      async ({ request }) => {
        const info = await exchange.openSuperuser(request);
        await exchange.receive(info);
        await collections.importAll(info.body);
        return exchange.nothing(request);
      },
      {
        parse: "none",
        detail: describe({
          summary: "Import collections",
          body: t.Object({
            collections: t.Array(collectionSchema),
            deleteMissing: t.Optional(t.Boolean({ default: false })),
          }),
          errors: { 400: errors[400] },
        }),
      },
    )
    .get(
      "/meta/scaffolds",
      async ({ request }) => {
        const info = await exchange.openSuperuser(request);
        return exchange.json(info, collections.scaffolds());
      },
      {
        detail: describe({
          summary: "Scaffolds",
          query: { fields },
          answer: t.Object({}, { additionalProperties: collectionSchema }),
        }),
      },
    )
    .get(
      "/meta/oauth2-providers",
      async ({ request }) => {
        const info = await exchange.openSuperuser(request);
        return exchange.list(info, oauth2Providers);
      },
      {
        detail: describe({
          summary: "List OAuth2 providers",
          query: { fields },
          answer: t.Array(
            t.Object({
              name: t.String(),
              displayName: t.String(),
              logo: t.String(),
            }),
          ),
        }),
      },
    )
    .post(
      "/meta/dry-run-view",
      async ({ request }) => {
        const info = await exchange.openSuperuser(request);
        await exchange.receive(info);
        return exchange.json(info, await collections.dryRunView(info.body));
      },
      {
        parse: "none",
        detail: describe({
          summary: "Try a view query",
          query: { fields },
          body: t.Object({ query: t.String({ maxLength: 5000 }) }),
          answer: t.Object({
            fields: t.Array(fieldSchema),
            sample: t.Array(anyObject()),
          }),
          errors: { 400: errors[400] },
        }),
      },
    );
}
