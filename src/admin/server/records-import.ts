import { ClientResponseError } from "pocketbase";
import { client } from "./client.ts";
import { uploadFetch } from "./upload-fetch.ts";

/** What becomes of a row whose record is there already: it is wrong, it changes the record, or it is left out. */
export type ImportMode = "create" | "upsert" | "skip";

/** A file of records, and how it is to be imported. */
export interface ImportRequest {
  /** The id of the collection. */
  readonly collection: string;
  readonly file: File;
  readonly format: "csv" | "json" | "ndjson";
  /** Of CSV: what stands between values. */
  readonly delimiter: string | undefined;
  /** The field that a column is for, null for none. */
  readonly mapping: Readonly<Record<string, string | null>>;
  readonly mode: ImportMode;
  /** The field by which a record is found that is there already. */
  readonly key: string;
  /** All rows or none. */
  readonly atomic: boolean;
  /** Only say what would happen. */
  readonly dryRun: boolean;
}

/** Rows that can be imported all or none. */
export const mostAtomicRows = 200_000;

/** What an import has done, or would do. */
export interface ImportReport {
  readonly dryRun: boolean;
  readonly total: number;
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly failed: number;
  /** Of the first thousand rows that failed. */
  readonly errors: readonly ImportedRowError[];
}

export interface ImportedRowError {
  /** From 1; the line of names is not counted. */
  readonly row: number;
  /** The line of the file that it begins in, where there are lines. */
  readonly line?: number;
  readonly message: string;
  /** By field, as in the answer to a request of its own. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** How far an import is. */
export interface ImportProgress {
  readonly phase: "send" | "check" | "write";
  /** From 0 to 1. */
  readonly done: number;
  /** Rows that are done. */
  readonly rows: number;
}

/** A line of the answer. */
type Line =
  | {
      readonly type: "progress";
      readonly phase: "check" | "write";
      readonly rows: number;
      readonly bytes: number;
      readonly size: number;
    }
  | ({ readonly type: "result" } & ImportReport)
  | {
      readonly type: "error";
      readonly status: number;
      readonly message: string;
      readonly data: Readonly<Record<string, unknown>>;
    };

/**
 * Has the server import a file, and follows how it goes. Where a row is wrong and none was to be imported then, the report
 * says so: nothing is created, updated or skipped.
 *
 * @param signal stops it; what was not written all at once stays
 * @throws {ClientResponseError} the file or the options make no sense, or the server cannot be reached
 */
export async function importRecords(
  request: ImportRequest,
  onProgress: (progress: ImportProgress) => void,
  signal: AbortSignal,
): Promise<ImportReport> {
  let end: Line | undefined;
  const readLines = lineReader((line) => {
    if (line.type !== "progress") end = line;
    else onProgress(progressOf(line));
  });
  const send = uploadFetch(
    (done) => onProgress({ phase: "send", done, rows: 0 }),
    readLines,
  );
  await client.send(`/api/collections/${request.collection}/records/import`, {
    method: "POST",
    headers: { Accept: "application/x-ndjson" },
    body: formOf(request),
    signal,
    // The SDK reads answers as JSON, whole; this one comes in lines.
    fetch: async (url: string | URL | Request, config?: RequestInit) => {
      const response = await send(url, config);
      if (!response.ok) return response;
      readLines(`${await response.text()}\n`);
      return new Response(null, { status: 204 });
    },
  });
  // Nothing at the end: the server was stopped meanwhile.
  if (end === undefined) throw new ClientResponseError({ status: 0 });
  if (end.type === "result") return end;
  if (end.type === "error" && isReport(end.data)) return end.data;
  throw new ClientResponseError({ status: statusOf(end), response: end });
}

function formOf({ file, mapping, ...options }: ImportRequest): FormData {
  const form = new FormData();
  for (const name of ["format", "mode", "key", "atomic", "dryRun"] as const) {
    form.set(name, String(options[name]));
  }
  const { delimiter } = options;
  if (delimiter !== undefined) {
    form.set("delimiter", delimiter === "\t" ? "tab" : delimiter);
  }
  form.set("mapping", JSON.stringify(mapping));
  form.set("file", file);
  return form;
}

/** Reads lines of JSON from a text that grows. */
function lineReader(onLine: (line: Line) => void): (text: string) => void {
  let read = 0;
  return (text) => {
    for (;;) {
      const end = text.indexOf("\n", read);
      if (end === -1) return;
      const line = text.slice(read, end);
      read = end + 1;
      if (line !== "") onLine(JSON.parse(line) as Line);
    }
  };
}

function progressOf({
  phase,
  rows,
  bytes,
  size,
}: Extract<Line, { type: "progress" }>): ImportProgress {
  return { phase, rows, done: size === 0 ? 1 : bytes / size };
}

function isReport(data: unknown): data is ImportReport {
  return typeof data === "object" && data !== null && "errors" in data;
}

function statusOf(line: Line): number {
  return line.type === "error" ? line.status : 0;
}
