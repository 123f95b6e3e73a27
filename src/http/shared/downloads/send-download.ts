import type { ByteRange } from "../../../engines/storage/storage.ts";
import { parseRanges } from "./byte-ranges.ts";
import { multipartRanges } from "./multipart-ranges.ts";
import {
  isRangeOf,
  judgePreconditions,
  type Version,
} from "./preconditions.ts";

/**
 * Seconds for which a client may take nothing of a download. Of what is sent it takes a megabyte or more before there is
 * room for the next bytes, so this has to be long for the slow ones; those who take nothing at all must not stay for ever.
 */
export const secondsWithoutProgress = 240;

/** A file that can be sent in parts. */
export interface Download {
  /** Bytes. */
  readonly size: number;
  readonly modified: Date;
  /** Changes with the contents; without quotes. */
  readonly etag: string;
  read(range?: ByteRange): Promise<Blob | ReadableStream<Uint8Array>>;
}

/**
 * Makes the headers of a file that is sent whole, for `sendDownload`, which shares them among answers.
 *
 * @param headers what else is to be said of it, `Content-Type` above all
 */
export function downloadHeaders(
  { etag, modified }: Download,
  headers: Headers,
): Headers {
  const all = new Headers(headers);
  all.set("Accept-Ranges", "bytes");
  all.set("ETag", `"${etag}"`);
  all.set("Last-Modified", modified.toUTCString());
  return all;
}

/**
 * Answers GET or HEAD with a file, whole or in parts, or with nothing if the client has it already.
 *
 * @see RFC 9110, sections 13 and 14
 * @param headers of `downloadHeaders`
 * @param refuse  writes the answer to a range that cannot be had
 * @throws {FileMissing} it is gone
 */
export async function sendDownload(
  request: Request,
  file: Download,
  headers: Headers,
  refuse: (message: string) => Response,
): Promise<Response> {
  const { size, modified } = file;
  const version: Version = { tag: `"${file.etag}"`, modified };
  const verdict = judgePreconditions(request.headers, version);
  if (verdict === "failed") return new Response(null, { status: 412, headers });
  if (verdict === "unchanged") {
    const known = new Headers(headers);
    known.delete("Content-Type");
    known.delete("Accept-Ranges");
    return new Response(null, { status: 304, headers: known });
  }
  const range = request.headers.get("range");
  const wanted =
    range === null || !isRangeOf(request.headers, version)
      ? ({ kind: "whole" } as const)
      : parseRanges(range, size);
  if (wanted.kind === "none") {
    const refusal = refuse("The range is not one of the file's.");
    if (!wanted.malformed) {
      refusal.headers.set("Content-Range", `bytes */${size}`);
    }
    return refusal;
  }
  if (wanted.kind === "whole") {
    return request.method === "HEAD"
      ? withoutBody(200, headers, size)
      : new Response(await file.read(), { headers });
  }

  const partial = new Headers(headers);
  const [part, ...more] = wanted.parts;
  if (part !== undefined && more.length === 0) {
    const { start, end } = part;
    partial.set("Content-Range", `bytes ${start}-${end - 1}/${size}`);
    if (request.method === "HEAD") {
      return withoutBody(206, partial, end - start);
    }
    return new Response(await file.read(part), {
      status: 206,
      headers: partial,
    });
  }
  const body = multipartRanges(
    wanted.parts,
    size,
    headers.get("content-type") ?? "application/octet-stream",
    (each) => file.read(each),
  );
  partial.set("Content-Type", body.contentType);
  if (request.method === "HEAD") {
    return withoutBody(206, partial, body.length);
  }
  partial.set("Content-Length", String(body.length));
  return new Response(body.stream(), { status: 206, headers: partial });
}

function withoutBody(
  status: number,
  headers: Headers,
  length: number,
): Response {
  const all = new Headers(headers);
  all.set("Content-Length", String(length));
  return new Response(null, { status, headers: all });
}
