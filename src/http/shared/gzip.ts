/** Bytes below which compressing is not worth it. */
export const smallestToCompress = 1024;

/** Bytes up to which compressing here is quicker than handing it to another thread. */
const largestInline = 32 * 1024;
const level = 4;

/** Compresses; large content on another thread. */
export function compress(
  content: string | Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>> {
  return content.length <= largestInline
    ? Bun.gzipSync(content, { level, library: "libdeflate" })
    : compressOnThread(content);
}

async function compressOnThread(
  content: string | Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const { gzip } = await import("node:zlib");
  const { promise, resolve, reject } =
    Promise.withResolvers<Uint8Array<ArrayBuffer>>();
  gzip(content, { level }, (error, bytes) =>
    error === null ? resolve(bytes) : reject(error),
  );
  return promise;
}
