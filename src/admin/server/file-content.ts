/** A file could not be fetched. */
export class FileUnavailable extends Error {}

/**
 * The contents of a file at one of the server's addresses: the SDK reads only JSON.
 *
 * @param most bytes to read; what is beyond is left out
 * @throws {FileUnavailable} the server cannot be reached, or does not give it
 */
export async function fetchFile(
  url: string,
  {
    most = Number.POSITIVE_INFINITY,
    signal,
  }: { readonly most?: number; readonly signal?: AbortSignal } = {},
): Promise<Blob> {
  const range: Record<string, string> = Number.isFinite(most)
    ? { Range: `bytes=0-${most - 1}` }
    : {};
  const response = await fetch(url, {
    headers: range,
    signal: signal ?? null,
  }).catch((cause: unknown) => {
    throw new FileUnavailable("the server cannot be reached", { cause });
  });
  // Of an empty file there is no range.
  if (response.status === 416) return new Blob();
  if (!response.ok) throw new FileUnavailable(`status ${response.status}`);
  return response.blob();
}
