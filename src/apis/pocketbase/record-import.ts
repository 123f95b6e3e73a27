import { Elysia } from "elysia";
import { required } from "../../core/collections/fields/field-errors.ts";
import type { Collection } from "../../core/collections/collection.ts";
import { Invalid } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import {
  guessFormat,
  type ImportFormat,
  type ImportOptions,
  parseImportOptions,
} from "../../core/records/transfer/importing/import-options.ts";
import { demandImport } from "../../core/records/transfer/importing/import-records.ts";
import type { ImportWatch } from "../../core/records/transfer/importing/import-run.ts";
import { Turns } from "../../core/turns.ts";
import { longestStall } from "../../http/shared/body/body-limit.ts";
import type { BodyLimits } from "../../http/shared/body/read-body.ts";
import type { ReceivedFile } from "../../http/shared/body/receive-files.ts";
import type { HttpRequestInfo } from "../../http/shared/request-info.ts";
import { writeImportReport } from "./errors.ts";
import type { Exchange } from "./exchange.ts";
import { importDescription } from "./import-description.ts";
import { progressStream } from "./progress-stream.ts";

const megabyte = 1024 * 1024;

/** Bytes of a superuser's file, and of anyone else's: what any other body may have. */
const largest = { superuser: 1024 * megabyte, other: 32 * megabyte };

/** Imports that run at a time, and that may wait for their turn: each holds what it knows of its rows in memory. */
const mostAtOnce = { superuser: 4, other: 2 };
const mostWaiting = 16;

/** Seconds without a byte after which the connection of an import that is done is closed. */
const secondsAfterwards = 120;

/** The name of the form's part with the file. */
const part = "file";

/** A file to import. */
interface Received {
  readonly file: ReceivedFile;
  /** With this one, all that came. */
  readonly files: readonly ReceivedFile[];
  readonly options: ImportOptions;
}

/** Part of the chapter "Records": a file of records. */
export function recordImport(exchange: Exchange) {
  const { limits, recordFiles, records } = exchange.app;
  // Superusers do not wait for guests.
  const turns = {
    superuser: new Turns(mostAtOnce.superuser, mostWaiting),
    other: new Turns(mostAtOnce.other, mostWaiting),
  };
  const { headersFor, setIdleTimeout } = exchange.surroundings;

  /** The file, and how it is to be imported: what the form says goes before the query. */
  async function receive(info: HttpRequestInfo): Promise<Received> {
    refuseOtherTypes(info.request);
    const { values, files } = await exchange.stage(info, limitsFor(info), part);
    try {
      const [file] = files;
      if (file === undefined) {
        throw new Invalid("The file to import is missing.", { file: required });
      }
      const format = await formatOf(info.request, file);
      const options = parseImportOptions({ ...info.query, ...values }, format);
      return { file, options, files };
    } catch (error) {
      await recordFiles.discard(files);
      throw error;
    }
  }

  /** Counts a row as the operation of a batch that it might be. @throws {TooMany} */
  function countRow(info: HttpRequestInfo, collection: Collection): void {
    const { viewer, address, method } = info;
    if (viewer.kind === "superuser") return;
    const path = `/api/collections/${collection.name}/records`;
    const row = { viewer, address, method, path };
    limits.countIn(collection, ["create"], row, "batch");
  }

  /** Imports what was received, and throws the file away. */
  async function perform(
    info: HttpRequestInfo,
    collection: Collection,
    { file, files, options }: Received,
    watch: ImportWatch,
  ): Promise<JsonObject> {
    const { request } = info;
    // It may take longer than the server waits for a silent connection.
    setIdleTimeout(request, 0);
    try {
      const report = await turns[rankOf(info)].run(() => {
        const current = exchange.collection(collection.id);
        return records.import(current, file, options, info, {
          ...watch,
          ...(limits.isOn && { admitRow: () => countRow(info, current) }),
          renew: () => exchange.renew(info),
        });
      });
      return writeImportReport(report);
    } finally {
      await recordFiles.discard(files);
      setIdleTimeout(request, secondsAfterwards);
    }
  }

  /** Says in lines how far the import is. */
  function answerInLines(
    info: HttpRequestInfo,
    work: (watch: ImportWatch) => Promise<JsonObject>,
  ): Response {
    const { request } = info;
    const headers = new Headers(headersFor(request).bare);
    headers.set("Content-Type", "application/x-ndjson");
    headers.set("Cache-Control", "no-store");
    // Proxies would hold the lines back.
    headers.set("X-Accel-Buffering", "no");
    let isRunning = true;
    const body = progressStream(exchange, request, (watch) =>
      work(watch).finally(() => {
        isRunning = false;
      }),
    );
    // Again when the answer is on its way: what is set earlier ends when it begins.
    setImmediate(() => {
      if (isRunning) setIdleTimeout(request, 0);
    });
    return new Response(body, { headers });
  }

  return new Elysia({ prefix: "/collections/:collection/records" }).post(
    "/import",
    async ({ request, params }) => {
      const info = await exchange.open(request, {
        collection: params.collection,
        actions: ["create"],
      });
      const collection = exchange.collection(params.collection);
      // Before the body is read: who may write nothing need not send it.
      const asked = parseImportOptions(info.query, "csv");
      const mode = isForm(request) ? "upsert" : asked.mode;
      demandImport(collection, mode, info.viewer);
      const received = await receive(info);
      const work = (watch: ImportWatch) =>
        perform(info, collection, received, watch);
      return wantsProgress(request)
        ? answerInLines(info, work)
        : exchange.json(info, await work({ signal: request.signal }));
    },
    { parse: "none", detail: importDescription },
  );
}

function rankOf({ viewer }: HttpRequestInfo): "superuser" | "other" {
  return viewer.kind === "superuser" ? "superuser" : "other";
}

function limitsFor(info: HttpRequestInfo): BodyLimits {
  const total = largest[rankOf(info)];
  return { total, text: megabyte, stall: longestStall };
}

/** Whether the client wants to hear how far the import is. */
function wantsProgress({ headers }: Request): boolean {
  const accept = headers.get("accept") ?? "";
  return accept.toLowerCase().includes("application/x-ndjson");
}

const types: ReadonlyMap<string, ImportFormat | undefined> = new Map([
  ["text/csv", "csv"],
  ["text/tab-separated-values", "csv"],
  ["application/json", "json"],
  ["application/x-ndjson", "ndjson"],
  ["application/jsonl", "ndjson"],
  // These say nothing: the file itself does.
  ["text/plain", undefined],
  ["application/octet-stream", undefined],
  ["multipart/form-data", undefined],
]);

const extensions: ReadonlyMap<string, ImportFormat> = new Map([
  ["csv", "csv"],
  ["tsv", "csv"],
  ["json", "json"],
  ["ndjson", "ndjson"],
  ["jsonl", "ndjson"],
]);

function typeOf({ headers }: Request): string {
  const [type = ""] = (headers.get("content-type") ?? "").split(";");
  return type.trim().toLowerCase();
}

function isForm(request: Request): boolean {
  return typeOf(request) === "multipart/form-data";
}

/** @throws {Invalid} the body is nothing that can be imported */
function refuseOtherTypes(request: Request): void {
  if (!types.has(typeOf(request))) {
    throw new Invalid("Unsupported Content-Type.");
  }
}

async function formatOf(
  request: Request,
  { filename, path }: ReceivedFile,
): Promise<ImportFormat> {
  const extension = /\.(\w+)$/.exec(filename)?.[1]?.toLowerCase() ?? "";
  const said = types.get(typeOf(request)) ?? extensions.get(extension);
  if (said !== undefined) return said;
  const beginning = await Bun.file(path).slice(0, 1024).text();
  return guessFormat(beginning);
}
