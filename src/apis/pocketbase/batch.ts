import { Elysia, t } from "elysia";
import { batchLimits } from "../../core/batch/batch-limits.ts";
import { type BatchResult, runBatch } from "../../core/batch/run-batch.ts";
import { Forbidden } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import { longestStall } from "../../http/shared/body/body-limit.ts";
import { commonQuery, describeRoute } from "./describe-route.ts";
import { anyObject, integer } from "../../http/shared/describe-route.ts";
import type { Exchange } from "./exchange.ts";
import { parseBatch, targetOf } from "./parse-batch.ts";
import { recordSchema } from "./records.ts";

const requestSchema = t.Object({
  method: t.String({ enum: ["POST", "PUT", "PATCH", "DELETE"] }),
  url: t.String({
    description:
      "`/api/collections/{collection}/records` (POST creates, PUT changes the record that the body names by `id` or creates it) or `/api/collections/{collection}/records/{id}` (PATCH, DELETE); `expand` and `fields` in the query.",
  }),
  headers: t.Optional(
    t.Object(
      {},
      {
        additionalProperties: t.String(),
        description:
          "Of this request alone, such as `If-Match`; who asks is said for all at once.",
      },
    ),
  ),
  body: t.Optional(
    anyObject(
      "As for the route itself. In a form, files are parts called `requests.N.field`, and all else is in the part `@jsonPayload`.",
    ),
  ),
});

/** Chapter "Batch": several writes of records, all or none. */
export function batchChapter(exchange: Exchange) {
  const { app } = exchange;
  return new Elysia().post(
    "/batch",
    async ({ request }) => {
      const info = await exchange.open(request);
      const limits = batchLimits(app.settings);
      if (!limits.isEnabled) {
        throw new Forbidden("Batch requests are not allowed.");
      }
      const { maxBodySize, maxRequests } = limits;
      // Which fields the files are for is known when all parts are there.
      const largest = (name: string) =>
        (targetOf(name)?.index ?? maxRequests) < maxRequests
          ? maxBodySize
          : undefined;
      return exchange.receiveFiles(
        info,
        { total: maxBodySize, text: maxBodySize, stall: longestStall },
        largest,
        async (files) => {
          const operations = await parseBatch(info.body, files, maxRequests);
          const results = await runBatch(app, operations, info, request.signal);
          return exchange.list(info, results.map(toAnswer));
        },
      );
    },
    {
      parse: "none",
      detail: describeRoute({
        tag: "Batch",
        summary: "Create, update, upsert and delete records in one transaction",
        login: "optional",
        query: { fields: commonQuery.fields },
        body: t.Object({ requests: t.Array(requestSchema) }),
        answer: t.Array(
          t.Object({
            status: integer(),
            body: t.Union([recordSchema, t.Null()]),
          }),
        ),
        errors: {
          400: "A request failed, and nothing was done: `data.requests` has its number and, as `response`, the answer that it would have had by itself. Or the batch makes no sense, or took too long.",
          403: "Batches are switched off in the settings.",
        },
      }),
    },
  );
}

function toAnswer(result: BatchResult): JsonObject {
  return result === undefined
    ? { body: null, status: 204 }
    : { body: result, status: 200 };
}
