import type { Stats } from "node:fs";
import { LRUCache } from "lru-cache";
import type { ByteRange } from "../../engines/storage/storage.ts";
import { acceptsCoding } from "../shared/accept-encoding.ts";
import { parseRanges } from "../shared/downloads/byte-ranges.ts";
import {
  isRangeOf,
  judgePreconditions,
} from "../shared/downloads/preconditions.ts";
import { compress, smallestToCompress } from "../shared/gzip.ts";
import { contentTypeOf, isCompressible } from "./content-type.ts";

/** Bytes up to which a file is compressed on its way. */
const largestToCompress = 4 * 1024 * 1024;

/** Bytes of compressed files that are kept. */
const keptBytes = 16 * 1024 * 1024;

/** A file to send, as its folder describes it. */
export interface FileToSend {
  readonly path: string;
  readonly stats: Stats;
}

/** Compressed files, by path and version. */
export type CompressedFiles = LRUCache<string, Uint8Array<ArrayBuffer>>;

export function createCompressedFiles(): CompressedFiles {
  return new LRUCache({
    maxSize: keptBytes,
    sizeCalculation: (bytes) => Math.max(bytes.byteLength, 1),
  });
}

/**
 * Answers GET or HEAD with a file: conditions (RFC 9110, section 13), one range (section 14), gzip.
 *
 * @param base headers of every answer
 */
export async function sendFile(
  request: Request,
  { path, stats }: FileToSend,
  base: Headers,
  compressed: CompressedFiles,
): Promise<Response> {
  const type = await contentTypeOf(path);
  const version = `${stats.size.toString(36)}-${stats.mtimeMs.toString(36)}`;
  const modified = new Date(stats.mtimeMs);
  const range = request.headers.get("range");
  const mayCompress =
    isCompressible(type) &&
    stats.size >= smallestToCompress &&
    stats.size <= largestToCompress;
  const gzips = mayCompress && range === null && acceptsCoding(request, "gzip");
  // The compressed bytes are another representation, so they have another tag.
  const tag = gzips ? `"${version}-gzip"` : `"${version}"`;

  const headers = new Headers(base);
  headers.set("ETag", tag);
  headers.set("Last-Modified", modified.toUTCString());
  headers.set("Accept-Ranges", "bytes");
  if (mayCompress) headers.append("Vary", "Accept-Encoding");
  const verdict = judgePreconditions(request.headers, { tag, modified });
  if (verdict !== "send") {
    const status = verdict === "failed" ? 412 : 304;
    return new Response(null, { status, headers });
  }

  const part =
    range !== null && isRangeOf(request.headers, { tag, modified })
      ? partOf(range, stats.size)
      : "whole";
  if (part === "none") {
    headers.set("Content-Range", `bytes */${stats.size}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set("Content-Type", type);
  if (part !== "whole") {
    const { start, end } = part;
    headers.set("Content-Range", `bytes ${start}-${end - 1}/${stats.size}`);
    const slice = Bun.file(path).slice(start, end);
    return answer(request, 206, headers, slice, end - start);
  }
  if (!gzips) {
    return answer(request, 200, headers, Bun.file(path), stats.size);
  }
  const key = `${path}\0${version}`;
  let bytes = compressed.get(key);
  if (bytes === undefined) {
    bytes = await compress(await Bun.file(path).bytes());
    compressed.set(key, bytes);
  }
  headers.set("Content-Encoding", "gzip");
  return answer(request, 200, headers, bytes, bytes.byteLength);
}

/** What of the file to send. A header that makes no sense and one that asks for several parts may be ignored. */
function partOf(range: string, size: number): ByteRange | "whole" | "none" {
  const wanted = parseRanges(range, size);
  if (wanted.kind === "none") return wanted.malformed ? "whole" : "none";
  const [part, ...more] = wanted.kind === "parts" ? wanted.parts : [];
  return part === undefined || more.length > 0 ? "whole" : part;
}

function answer(
  request: Request,
  status: number,
  headers: Headers,
  body: Blob | Uint8Array<ArrayBuffer>,
  length: number,
): Response {
  if (request.method !== "HEAD") return new Response(body, { status, headers });
  headers.set("Content-Length", String(length));
  return new Response(null, { status, headers });
}
