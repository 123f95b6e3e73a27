import { NotFound } from "../../core/errors.ts";
import type { OpenedFile } from "../../core/files/files.ts";
import { guest } from "../../core/request.ts";
import { FileMissing } from "../../engines/storage/storage.ts";
import { describeDownload } from "../../http/shared/downloads/describe-download.ts";
import {
  downloadHeaders,
  secondsWithoutProgress,
  sendDownload,
} from "../../http/shared/downloads/send-download.ts";
import { HttpRequestInfo } from "../../http/shared/request-info.ts";
import { writeError } from "./errors.ts";
import { type Exchange, pathPart } from "./exchange.ts";

/**
 * Thirty days, since a file's name changes with its contents; for one more a browser may show the old one while it looks for
 * a new one.
 */
const longLived = "max-age=2592000, stale-while-revalidate=86400";

/**
 * Bytes up to which a file is in the kernel's hands at once. Larger ones may take longer on their way than the server waits
 * for a client that sends nothing, as one that receives does.
 */
const sentAtOnce = 64 * 1024;

/** What `download` has to be for the file to be saved. */
const affirmative: ReadonlySet<string> = new Set([
  "1",
  "t",
  "T",
  "true",
  "TRUE",
  "True",
]);

/** Where a file is, as the path says. */
export type FileParams = Readonly<
  Record<"collection" | "record" | "name", string>
>;

/** Answers GET or HEAD with a file; throws what is to be told of it otherwise. */
export type FileAnswer = (
  request: Request,
  params: FileParams,
) => Promise<Response>;

export function createFileAnswer(exchange: Exchange): FileAnswer {
  const { files } = exchange.app;
  const { clientAddress, headersFor, setIdleTimeout } = exchange.surroundings;
  const fileHeaders = createFileHeaders(exchange);

  async function open(
    info: HttpRequestInfo,
    params: FileParams,
  ): Promise<OpenedFile> {
    const { thumb = "", token = "" } = info.query;
    const collection = exchange.collection(
      params.collection,
      "Missing or invalid collection context.",
    );
    const id = pathPart(params.record);
    const name = pathPart(params.name);
    return files.open(collection, id, name, { thumb, token }, info);
  }

  function refuseRange(request: Request): Response {
    const { status, json } = writeError(416, "The file has no such range.");
    return new Response(json, { status, headers: headersFor(request).json });
  }

  return async (request, params) => {
    const { collection } = params;
    await exchange.admit(request, { collection, actions: ["file"] });
    // Who is logged in does not matter to the file: pages open it without their login.
    const info = new HttpRequestInfo(request, guest, clientAddress);
    const file = await open(info, params);
    const forSaving = affirmative.has(info.query["download"] ?? "");
    const headers = fileHeaders(request, file, forSaving);
    const response = await sendDownload(request, file, headers, () =>
      refuseRange(request),
    ).catch(goneMeanwhile);
    if (file.size > sentAtOnce) {
      // Not before it is on its way: what is set earlier ends when the answer begins.
      setImmediate(() => setIdleTimeout(request, secondsWithoutProgress));
    }
    return response;
  };
}

/** It was there a moment ago. */
function goneMeanwhile(cause: unknown): never {
  if (cause instanceof FileMissing) throw new NotFound(undefined, { cause });
  throw cause;
}

/** The headers of files, made once for each file that is remembered. */
function createFileHeaders({ surroundings }: Exchange) {
  const bases = new WeakMap<Headers, Headers>();
  const known = new WeakMap<OpenedFile, { base: Headers; headers: Headers }>();

  /** What every file is sent with. */
  function baseOf(request: Request): Headers {
    const { bare } = surroundings.headersFor(request);
    let base = bases.get(bare);
    if (base === undefined) {
      base = new Headers(bare);
      // Other sites may embed files: nothing in them can be clicked.
      base.delete("X-Frame-Options");
      bases.set(bare, base);
    }
    return base;
  }

  return (request: Request, file: OpenedFile, forSaving: boolean): Headers => {
    const base = baseOf(request);
    const found = forSaving ? undefined : known.get(file);
    if (found?.base === base) return found.headers;
    const described = new Headers(base);
    const about = describeDownload(file, forSaving);
    for (const [name, value] of Object.entries(about)) {
      described.set(name, value);
    }
    const caching = file.isProvisional ? "no-cache" : longLived;
    described.set("Cache-Control", caching);
    const headers = downloadHeaders(file, described);
    if (!forSaving) known.set(file, { base, headers });
    return headers;
  };
}
