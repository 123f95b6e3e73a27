import { setTimeout as wait } from "node:timers/promises";
import { Elysia, t } from "elysia";
import type { Collection, Rule } from "../../core/collections/collection.ts";
import { Invalid } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Page } from "../../core/records/records.ts";
import { ruleFor } from "../../core/records/rules.ts";
import { recordBodyLimits } from "../../http/shared/body/body-limit.ts";
import {
  type FormFiles,
  largestFileNamed,
  withFiles,
} from "../../http/shared/body/form-files.ts";
import type { HttpRequestInfo } from "../../http/shared/request-info.ts";
import { commonQuery, describeRoute, pageOf } from "./describe-route.ts";
import type { RouteDescription } from "../../http/shared/describe-route.ts";
import { anyObject } from "../../http/shared/describe-route.ts";
import { type Exchange, pathPart } from "./exchange.ts";
import { parseListQuery } from "./list-query.ts";
import { tagsOf } from "./record-tags.ts";

const tag = "Records";
const path = { collection: "Name or id of the collection." };
const idPath = { ...path, id: "Id of the record." };
const { expand, fields } = commonQuery;

/** A record: what every one has, and the fields of its collection. */
export const recordSchema = t.Object(
  {
    id: t.String(),
    collectionId: t.String(),
    collectionName: t.String(),
    expand: t.Optional(anyObject()),
  },
  { additionalProperties: true },
);

const bodySchema = anyObject(
  "Values by field name. `name+` and `+name` add to a value, `name-` takes from it, `name:autogenerate` makes one. Files are parts of a multipart form under the names of their fields (`name`, `name+`, `+name`); all that a form's texts cannot say can be in a part `@jsonPayload`. A file field takes the names of files that the record has; those that it no longer names are removed.",
);

const cursor = t.String({
  description:
    "Reads on from a place in the list: `nextCursor` or `prevCursor` of another page with the same `sort`. Every record that stays where it is in the order comes exactly once, whatever is created and deleted meanwhile, and the last page takes no longer than the first. Empty, it begins the list, or with `page` anywhere in it. Records that `sort` does not tell apart come in the order of their insertion; in that of `@random` there are no cursors.",
});

const cursorsOfPage = {
  nextCursor: t.Optional(
    t.String({
      description: "Leads on; empty at the end. With `cursor` only.",
    }),
  ),
  prevCursor: t.Optional(
    t.String({
      description: "Leads back; empty at the beginning. With `cursor` only.",
    }),
  ),
};

const headers = {
  "If-Match": t.String({
    description:
      "The `ETag` that came with the record, or several, with commas between them: if it is no longer in that state, nothing is done.",
  }),
};

const answerHeaders = {
  ETag: t.String({
    description:
      "Stands for the record's state, as far as the caller may see it, whatever `fields` and `expand` make of the answer: for `If-Match`. Missing where the rules let the caller change nothing.",
  }),
};

const changed = {
  412: "The record is not in a state that `If-Match` names: it has changed meanwhile.",
};

const errors = {
  400: "The request makes no sense, or values are wrong (see data).",
  403: "The rule is for superusers only.",
  404: "No such collection or record, or it is hidden from the caller.",
};

/** Chapter "Records": CRUD under the collection's rules. */
export function recordsChapter(exchange: Exchange) {
  const { limits, records } = exchange.app;
  const describe = ({
    more,
    ...route
  }: Omit<RouteDescription, "tag" | "login" | "errors"> & {
    readonly more?: RouteDescription["errors"];
  }) =>
    describeRoute({
      ...route,
      tag,
      login: "optional",
      errors: { ...errors, ...more },
    });

  /**
   * Reads the body of a create or update, files included, and does the work while they are there: on the collection as it is
   * by then, as a body may be drawn out until rules have changed.
   */
  const receive = <T>(
    info: HttpRequestInfo,
    collection: Collection,
    work: (current: Collection) => Promise<T>,
  ) =>
    exchange.receiveFiles(
      info,
      recordBodyLimits(collection),
      (name) => largestFileNamed(collection, name),
      (files) => {
        info.body = withFiles(info.body, files);
        const current = exchange.collection(collection.id);
        if (current !== collection) demandWhole(files, collection);
        return work(current);
      },
    );

  return new Elysia({ prefix: "/collections/:collection/records" })
    .get(
      "",
      async ({ request, params }) => {
        const info = await exchange.open(request, {
          collection: params.collection,
          actions: ["list"],
        });
        const collection = exchange.collection(params.collection);
        const query = parseListQuery(info.query);
        const page = await records.list(collection, query, info);
        if (isFruitless(page, collection, info)) {
          const pause = limits.pauseAfterGuess(collection, info.address);
          if (pause > 0) await wait(pause);
        }
        return exchange.page(info, page);
      },
      {
        detail: describe({
          summary: "List records",
          path,
          query: { ...commonQuery, cursor },
          answer: pageOf(recordSchema, cursorsOfPage),
        }),
      },
    )
    .get(
      "/:id",
      async ({ request, params }) => {
        const info = await exchange.open(request, {
          collection: params.collection,
          actions: ["view"],
        });
        const collection = exchange.collection(params.collection);
        const id = pathPart(params.id);
        return exchange.record(
          info,
          collection,
          await records.view(collection, id, info.expand, info),
        );
      },
      {
        detail: describe({
          summary: "View record",
          path: idPath,
          query: { expand, fields },
          answer: recordSchema,
          answerHeaders,
        }),
      },
    )
    .post(
      "",
      async ({ request, params }) => {
        const info = await exchange.open(request, {
          collection: params.collection,
          actions: ["create"],
        });
        const collection = exchange.collection(params.collection);
        refuseView(collection);
        refuseClosed(collection.createRule, info);
        return receive(info, collection, async (current) =>
          exchange.record(
            info,
            current,
            await records.create(current, info.expand, info),
          ),
        );
      },
      {
        parse: "none",
        detail: describe({
          summary: "Create record",
          path,
          query: { expand, fields },
          body: bodySchema,
          answer: recordSchema,
          answerHeaders,
        }),
      },
    )
    .patch(
      "/:id",
      async ({ request, params }) => {
        const info = await exchange.open(request, {
          collection: params.collection,
          actions: ["update"],
        });
        const collection = exchange.collection(params.collection);
        const id = pathPart(params.id);
        const ifMatch = tagsOf(request);
        refuseView(collection);
        refuseClosed(collection.updateRule, info);
        return receive(info, collection, async (current) =>
          exchange.record(
            info,
            current,
            await records.update(current, id, info.expand, info, ifMatch),
          ),
        );
      },
      {
        parse: "none",
        detail: describe({
          summary: "Update record",
          path: idPath,
          headers,
          more: changed,
          query: { expand, fields },
          body: bodySchema,
          answer: recordSchema,
          answerHeaders,
        }),
      },
    )
    .delete(
      "/:id",
      async ({ request, params }) => {
        const info = await exchange.open(request, {
          collection: params.collection,
          actions: ["delete"],
        });
        const collection = exchange.collection(params.collection);
        const id = pathPart(params.id);
        refuseView(collection);
        await records.remove(collection, id, info, tagsOf(request));
        return exchange.nothing(request);
      },
      {
        parse: "none",
        detail: describe({
          summary: "Delete record",
          path: idPath,
          headers,
          more: changed,
        }),
      },
    );
}

/**
 * Whether somebody looked for what the list rule would have let them see, and found nothing: with filters on what the rule
 * hides, they could try to guess that from the time it takes.
 */
export function isFruitless(
  { items }: Pick<Page<JsonObject>, "items">,
  { listRule }: Collection,
  { viewer, query }: HttpRequestInfo,
): boolean {
  return (
    items.length === 0 &&
    viewer.kind !== "superuser" &&
    Boolean(listRule) &&
    Boolean(query["filter"])
  );
}

/** Before the body is read: a view has no records of its own. */
function refuseView(collection: Collection): void {
  if (collection.type === "view") {
    throw new Invalid("Unsupported collection type.");
  }
}

/** Before the body is read: what is for superusers only needs no look at it. @throws {Forbidden} */
function refuseClosed(rule: Rule, { viewer }: HttpRequestInfo): void {
  ruleFor(rule, viewer);
}

/** Of a file that was too large before the collection changed, not all was kept. */
function demandWhole(files: FormFiles, before: Collection): void {
  const isWhole = files.every(
    ([name, { size }]) => size <= (largestFileNamed(before, name) ?? 0),
  );
  if (!isWhole) {
    throw new Invalid("The collection has changed meanwhile, try again.");
  }
}
