import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Invalid, NotFound } from "../../core/errors.ts";
import type { HeadersFor } from "../shared/answer-headers.ts";
import { resolvePath } from "./resolve-path.ts";
import {
  createCompressedFiles,
  type FileToSend,
  sendFile,
} from "./send-file.ts";

const indexPage = "index.html";

/**
 * Serves the files of a folder. A folder's `index.html` stands for it, and the root's for everything that is not there, so that
 * an app in the browser can have paths of its own.
 *
 * @returns answers a GET or HEAD of this path (as in the URL, still encoded); throws `Invalid` if its encoding is broken, and
 * `NotFound` if there is neither the file nor an index page
 */
export function createStaticFiles(
  folder: string,
  headersFor: HeadersFor,
): (request: Request, path: string) => Promise<Response> {
  const compressed = createCompressedFiles();
  return async (request, path) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      throw new NotFound();
    }
    const decoded = decodePath(path);
    const headers = headersFor(request).bare;
    const found = await look(resolvePath(folder, decoded));
    if (found !== undefined) {
      const isFolder = found.stats.isDirectory();
      const canonical = canonicalPath(decoded, isFolder);
      if (canonical !== undefined) return redirect(canonical, headers);
      const file = isFolder ? await look(join(found.path, indexPage)) : found;
      if (isFile(file)) return sendFile(request, file, headers, compressed);
    }
    const fallback = await look(join(folder, indexPage));
    if (!isFile(fallback)) throw new NotFound("File not found.");
    return sendFile(request, fallback, headers, compressed);
  };
}

/** The one URL path of a file or folder, if this is another: folders end in a slash, files do not, index pages go without name. */
function canonicalPath(path: string, isFolder: boolean): string | undefined {
  if (isFolder) return path.endsWith("/") ? undefined : `${path}/`;
  if (path.endsWith("/")) return path.replace(/\/+$/, "");
  return path.endsWith(`/${indexPage}`)
    ? path.slice(0, -indexPage.length)
    : undefined;
}

function redirect(path: string, base: Headers): Response {
  const headers = new Headers(base);
  // `//host` and `/\host` would lead to another site; encoding keeps line breaks out of the header.
  const local = `/${path.replace(/^[/\\]+/, "")}`;
  headers.set("Location", local.split("/").map(encodeURIComponent).join("/"));
  return new Response(null, { status: 301, headers });
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    throw new Invalid("The URL is malformed.", {}, { cause });
  }
}

/** What is there; nothing, too, where a name is too long or a part of the path is no folder. */
async function look(path: string | undefined): Promise<FileToSend | undefined> {
  if (path === undefined) return undefined;
  const stats = await stat(path).catch(() => undefined);
  return stats === undefined ? undefined : { path, stats };
}

function isFile(found: FileToSend | undefined): found is FileToSend {
  return found?.stats.isFile() === true;
}
