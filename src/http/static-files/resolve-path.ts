import { join } from "node:path";

/** Names that are devices in every folder of Windows. */
const device = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\..*)?$/i;
const isWindows = process.platform === "win32";

/**
 * Where a decoded URL path lies in the folder; undefined if no file can be there. Nothing leads out of the folder, symbolic
 * links in it excepted.
 */
export function resolvePath(
  folder: string,
  urlPath: string,
): string | undefined {
  if (urlPath.includes("\0")) return undefined;
  const segments: string[] = [];
  for (const segment of urlPath.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment === "..") {
      if (segments.pop() === undefined) return undefined;
      continue;
    }
    if (isWindows && (/[\\:]/.test(segment) || device.test(segment))) {
      return undefined;
    }
    segments.push(segment);
  }
  return join(folder, ...segments);
}
