import { setTimeout as wait } from "node:timers/promises";
import { Elysia, t } from "elysia";
import type { Collection } from "../../core/collections/collection.ts";
import { fieldError, Invalid } from "../../core/errors.ts";
import { pickFieldsOfEach } from "../../core/picking/pick-fields.ts";
import { createCsvWriter } from "../../core/records/transfer/exporting/csv-writer.ts";
import { exportRecords } from "../../core/records/transfer/exporting/export-records.ts";
import {
  jsonLinesWriter,
  jsonWriter,
  type RecordWriter,
} from "../../core/records/transfer/exporting/record-writer.ts";
import type { RecordJson } from "../../core/records/records.ts";
import { secondsWithoutProgress } from "../../http/shared/downloads/send-download.ts";
import { parseQuery } from "../../http/shared/query.ts";
import type { HttpRequestInfo } from "../../http/shared/request-info.ts";
import { textStream } from "../../http/shared/text-stream.ts";
import { commonQuery, describeRoute } from "./describe-route.ts";
import type { Exchange } from "./exchange.ts";
import { isFruitless } from "./records.ts";

const formats = ["csv", "json", "ndjson"] as const;

const { expand, fields, filter, sort } = commonQuery;

const query = {
  format: t.String({
    enum: [...formats],
    description:
      "`csv` with a line of names, `json` for one array, `ndjson` for an object a line. Without it, this is the view of a record whose id is `export`.",
  }),
  filter,
  sort,
  fields,
  expand,
  formulas: t.String({
    enum: ["escape", "keep"],
    default: "escape",
    description:
      "Of CSV. A text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line break) gets an apostrophe before it, which an import takes off again; `keep` leaves it as it is.",
  }),
  bom: t.Boolean({
    default: false,
    description:
      "Of CSV. Begin with a byte order mark, by which spreadsheets tell UTF-8.",
  }),
};

/**
 * Answers with all of a list as a file; HEAD with what the answer has before that.
 *
 * @returns takes a request for which `isExport` holds, and the collection that its path names
 */
export function createExportAnswer(
  exchange: Exchange,
): (request: Request, nameOrId: string) => Promise<Response> {
  const { collections, limits, records } = exchange.app;
  const { headersFor, setIdleTimeout } = exchange.surroundings;

  /** What the answer has before the first record is read. */
  async function begin(request: Request, nameOrId: string) {
    const info = await exchange.open(request, {
      collection: nameOrId,
      actions: ["list"],
    });
    const collection = exchange.collection(nameOrId);
    const writer = writerFor(collection, info);
    const parts = { records, collections };
    const pages = exportRecords(parts, collection, info.query, info);
    // What is to be refused is refused before anything is sent.
    const first = await pages.next();
    const items = first.done === true ? [] : first.value;
    if (isFruitless({ items }, collection, info)) {
      const pause = limits.pauseAfterGuess(collection, info.address);
      if (pause > 0) await wait(pause);
    }
    const headers = new Headers(headersFor(request).bare);
    const day = new Date().toISOString().slice(0, 10);
    const name = `${collection.name}-${day}.${writer.extension}`;
    headers.set("Content-Type", writer.type);
    headers.set("Content-Disposition", `attachment; filename="${name}"`);
    headers.set("Cache-Control", "no-store");
    return { info, writer, items, pages, headers };
  }

  return async (request, nameOrId) => {
    const { info, writer, items, pages, headers } = await begin(
      request,
      nameOrId,
    );
    if (request.method === "HEAD") return new Response(noBody(), { headers });
    const write = (page: readonly RecordJson[], isFirst: boolean) =>
      writer.write(
        info.fields === undefined
          ? page
          : (pickFieldsOfEach(page, info.fields) as readonly RecordJson[]),
        isFirst,
      );
    const pieces = async function* () {
      yield writer.head + write(items, true);
      let isEmpty = items.length === 0;
      for await (const page of pages) {
        // It may take hours: who is logged out gets no more.
        await exchange.renew(info);
        yield write(page, isEmpty);
        isEmpty &&= page.length === 0;
      }
      if (writer.tail !== "") yield writer.tail;
    };
    const body = textStream(pieces(), (error) => {
      // The answer has begun: that it breaks off is all that the client can be told.
      exchange.error(request, error);
    });
    // Not before it is on its way: what is set earlier ends when the answer begins.
    setImmediate(() => setIdleTimeout(request, secondsWithoutProgress));
    return new Response(body, { headers });
  };
}

/** A body that is closed only if someone reads it: of one that is empty at once, the server would say that its length is 0. */
function noBody(): ReadableStream<Uint8Array> {
  return new ReadableStream(
    { pull: (controller) => controller.close() },
    { highWaterMark: 0 },
  );
}

/** Whether a file is asked for, and not a record whose id is `export`. */
export function isExport({ url }: Request): boolean {
  return Boolean(parseQuery(url)["format"]);
}

/** Part of the chapter "Records": all of a list as a file. */
export function recordExport(exchange: Exchange) {
  const { records } = exchange.app;
  const answer = createExportAnswer(exchange);

  async function viewExport(request: Request, nameOrId: string) {
    const info = await exchange.open(request, {
      collection: nameOrId,
      actions: ["view"],
    });
    const collection = exchange.collection(nameOrId);
    const record = await records.view(collection, "export", info.expand, info);
    return exchange.record(info, collection, record);
  }

  return new Elysia({ prefix: "/collections/:collection/records" }).get(
    "/export",
    ({ request, params: { collection } }) =>
      isExport(request)
        ? answer(request, collection)
        : viewExport(request, collection),
    {
      detail: describeRoute({
        tag: "Records",
        summary: "Export records",
        login: "optional",
        path: { collection: "Name or id of the collection." },
        query,
        answer: t.String({
          description:
            "A file of all records that a list would have, in the list's order, sent as it is read. What is written meanwhile may be in it or not; a record that is there all the time, and keeps its place in the order, is in it once. In CSV, lists, objects and the values of JSON fields are JSON; `fields` says which columns there are, in which order.",
        }),
        answerType: "text/csv",
        errors: {
          400: "The filter, the sort or another parameter makes no sense; `@random` is no order for this.",
          403: "The list rule is for superusers only.",
          404: "No such collection.",
        },
      }),
    },
  );
}

/** @throws {Invalid} there is no such format */
function writerFor(
  collection: Collection,
  { query: asked, fields: picked, viewer, expand: expanded }: HttpRequestInfo,
): RecordWriter {
  const format = asked["format"];
  if (format === "json") return jsonWriter;
  if (format === "ndjson") return jsonLinesWriter;
  if (format !== "csv") {
    throw new Invalid("There is no such format.", {
      format: fieldError(
        "validation_invalid_value",
        `Must be one of ${formats.join(", ")}.`,
      ),
    });
  }
  return createCsvWriter(collection, viewer, {
    fields: picked,
    hasExpand: Boolean(expanded),
    keepsFormulas: asked["formulas"] === "keep",
    hasMark: ["1", "true"].includes(asked["bom"] ?? ""),
  });
}
