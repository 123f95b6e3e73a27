import { NotFound } from "../../core/errors.ts";
import { acceptsCoding } from "../shared/accept-encoding.ts";
import { securityHeaders } from "../shared/answer-headers.ts";
import { listsTag } from "../shared/entity-tag.ts";
import { adminFolder } from "./admin-folder.ts";
import {
  type AdminFile,
  type AdminFiles,
  readAdminFiles,
} from "./admin-files.ts";

/** Where the admin is. Links in mails and bookmarks name it. */
const adminPath = "/_/";

const page = "index.html";

/**
 * Only what this server sends is run, shown or called, and no page frames it. No form is sent by the browser itself: what
 * one types would come into the address. Editors may add styles that know the nonce. Files of records are shown from the
 * server itself, and before they are uploaded.
 *
 * @param nonce undefined where nothing is to add styles
 */
function contentSecurityPolicy(nonce?: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self'${nonce === undefined ? "" : ` 'nonce-${nonce}'`}`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "frame-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Other origins have no business with these files. The addresses hold tokens, which no request may carry on. */
const adminHeaders = {
  ...securityHeaders,
  "Content-Security-Policy": contentSecurityPolicy(),
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Frame-Options": "DENY",
};

/** Names of the other files change with their content. */
const forever = "public, max-age=31536000, immutable";

/**
 * Serves the web admin at `/_/`.
 *
 * @param refuse writes an error as the native API does
 * @returns answers a request for `/_` or a path below it
 */
export function createAdmin(
  refuse: (request: Request, error: NotFound) => Response,
): (request: Request, path: string) => Promise<Response> {
  function missing(request: Request): Response {
    const { status, body } = refuse(request, new NotFound("File not found."));
    const headers = new Headers(adminHeaders);
    headers.set("Content-Type", "application/json");
    return new Response(body, { status, headers });
  }

  let files: Promise<AdminFiles> | undefined;
  return async (request, path) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return missing(request);
    }
    if (!path.startsWith(adminPath)) return redirect();
    const name = path.slice(adminPath.length) || page;
    // In development, who loads the page wants to see what was changed.
    if (name === page && !Bun.isStandaloneExecutable) files = undefined;
    files ??= adminFolder().then(readAdminFiles);
    const file = (await files).get(name);
    if (file === undefined) return missing(request);
    return name === page ? sendPage(request, file) : send(request, file);
  };
}

/** Where the page says its nonce: see src/admin/index.html. */
const noncePlace = "{csp-nonce}";

/** Each load has a nonce of its own, so no cache may keep the page; it is but a list of the other files. */
async function sendPage(request: Request, file: AdminFile): Promise<Response> {
  const nonce = crypto.getRandomValues(new Uint8Array(18)).toBase64();
  const content = (await Bun.file(file.path).text()).replace(noncePlace, nonce);
  const headers = new Headers(adminHeaders);
  headers.set("Content-Security-Policy", contentSecurityPolicy(nonce));
  headers.set("Cache-Control", "no-store");
  headers.set("Content-Type", file.type);
  if (request.method !== "HEAD") return new Response(content, { headers });
  headers.set("Content-Length", String(Buffer.byteLength(content)));
  return new Response(null, { headers });
}

function send(request: Request, file: AdminFile): Response {
  const encoding = file.compressed
    .keys()
    .find((coding) => acceptsCoding(request, coding));
  const headers = new Headers(adminHeaders);
  // The compressed bytes are another representation, so they have another tag.
  const tag = `"${file.hash}${encoding === undefined ? "" : `-${encoding}`}"`;
  headers.set("ETag", tag);
  headers.set("Cache-Control", forever);
  if (file.compressed.size > 0) headers.set("Vary", "Accept-Encoding");
  const known = request.headers.get("if-none-match");
  if (known !== null && listsTag(known, tag, "weak")) {
    return new Response(null, { status: 304, headers });
  }
  headers.set("Content-Type", file.type);
  if (encoding !== undefined) headers.set("Content-Encoding", encoding);
  const path = file.compressed.get(encoding ?? "") ?? file.path;
  const content = Bun.file(path);
  if (request.method !== "HEAD") return new Response(content, { headers });
  headers.set("Content-Length", String(content.size));
  return new Response(null, { headers });
}

/** Relative, since a proxy may put a path before the server's own. */
function redirect(): Response {
  const headers = new Headers(adminHeaders);
  headers.set("Location", "_/");
  return new Response(null, { status: 301, headers });
}
