import type { Stats } from "node:fs";
import { LRUCache } from "lru-cache";
import { hasTag } from "../shared/entity-tag.ts";
import { acceptsGzip, compress, smallestToCompress } from "../shared/gzip.ts";
import { contentTypeOf, isCompressible } from "./content-type.ts";
import { parseRange } from "./parse-range.ts";

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
  const gzips = mayCompress && range === null && acceptsGzip(request);
  // The compressed bytes are another representation, so they have another tag.
  const tag = gzips ? `"${version}-gzip"` : `"${version}"`;

  const headers = new Headers(base);
  headers.set("ETag", tag);
  headers.set("Last-Modified", modified.toUTCString());
  headers.set("Accept-Ranges", "bytes");
  if (mayCompress) headers.append("Vary", "Accept-Encoding");
  if (isUnchanged(request, tag, modified)) {
    return new Response(null, { status: 304, headers });
  }

  const part =
    range !== null && isRangeStillValid(request, tag, modified)
      ? parseRange(range, stats.size)
      : undefined;
  if (part === "unsatisfiable") {
    headers.set("Content-Range", `bytes */${stats.size}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set("Content-Type", type);
  if (part !== undefined) {
    const { start, end } = part;
    headers.set("Content-Range", `bytes ${start}-${end}/${stats.size}`);
    const slice = Bun.file(path).slice(start, end + 1);
    return answer(request, 206, headers, slice, end + 1 - start);
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

function isUnchanged(request: Request, tag: string, modified: Date): boolean {
  const since = Date.parse(request.headers.get("if-modified-since") ?? "");
  return hasTag(request, tag) ?? seconds(modified.getTime()) <= seconds(since);
}

function isRangeStillValid(
  request: Request,
  tag: string,
  modified: Date,
): boolean {
  const condition = request.headers.get("if-range");
  return (
    condition === null ||
    condition === tag ||
    seconds(Date.parse(condition)) === seconds(modified.getTime())
  );
}

/** HTTP's dates have whole seconds. NaN stays NaN, which neither equals anything nor is above it. */
function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
