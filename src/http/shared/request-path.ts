/** Where the path of a URL begins: after the scheme and whatever stands for the host. */
export function pathStart(url: string): number {
  return url.indexOf("/", url.indexOf("://") + 3);
}

/** The path of a URL, still encoded. */
export function pathOf(url: string): string {
  const start = pathStart(url);
  const end = url.indexOf("?", start);
  return end === -1 ? url.slice(start) : url.slice(start, end);
}

/** The path of a URL, as one would say it. */
export function decodedPathOf(url: string): string {
  const path = pathOf(url);
  if (!path.includes("%")) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
