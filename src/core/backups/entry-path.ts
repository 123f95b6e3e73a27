/** Bytes that the name of a file may have on common disks. */
const longestName = 255;

/** Bytes of a whole path. */
const longestPath = 2_048;

/**
 * What is wrong with the path of an entry of an archive, to be put after a colon. No backup has such entries, and none with
 * them is restored; files of records never have such names.
 */
export function faultOfPath(path: string): string | undefined {
  if (Buffer.byteLength(path) > longestPath) return "its name is too long";
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(path)) {
    return "its name holds control characters";
  }
  if (path.includes("\\") || path.startsWith("/") || /^[a-z]:/i.test(path)) {
    return "its name leads out of the folder";
  }
  const segments = (path.endsWith("/") ? path.slice(0, -1) : path).split("/");
  for (const segment of segments) {
    if (segment === "..") return "its name leads out of the folder";
    if (segment === "" || segment === ".") return "its name is malformed";
    if (Buffer.byteLength(segment) > longestName) return "its name is too long";
  }
  return undefined;
}
