import type { AnyElysia } from "elysia";
import viewerScript from "swagger-ui-dist/swagger-ui-bundle.js" with { type: "file" };
import viewerStyle from "swagger-ui-dist/swagger-ui.css" with { type: "file" };
import { NotFound } from "../../core/errors.ts";
import { acceptsCoding } from "../shared/accept-encoding.ts";
import type { HeadersFor } from "../shared/answer-headers.ts";
import { compress } from "../shared/gzip.ts";
import { writeJson } from "../shared/write-json.ts";
import { describeApi } from "./document.ts";

/** Only what this server sends is run, shown or called. The viewer draws its icons from `data:` URLs. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join("; ");

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api/docs/viewer.css">
</head>
<body>
<div id="viewer"></div>
<script src="/api/docs/viewer.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

const startScript = `SwaggerUIBundle({
  url: "/api/docs/json",
  dom_id: "#viewer",
  deepLinking: true,
  persistAuthorization: false,
  validatorUrl: null,
});
`;

interface Asset {
  readonly type: string;
  load(): Promise<string>;
}

const assets: Readonly<Record<string, Asset>> = {
  "/api/docs": { type: "text/html", load: async () => page },
  "/api/docs/start.js": {
    type: "text/javascript",
    load: async () => startScript,
  },
  "/api/docs/viewer.js": {
    type: "text/javascript",
    load: () => Bun.file(viewerScript).text(),
  },
  "/api/docs/viewer.css": {
    type: "text/css",
    load: () => Bun.file(viewerStyle).text(),
  },
};

/**
 * Serves `/api/docs`: a page to read and try the API in, and `/api/docs/json`, its OpenAPI document. All of it comes from the
 * executable.
 *
 * @returns answers a request for a path there; throws `NotFound` if nothing is there
 */
export function createApiDocs(
  api: AnyElysia,
  headersFor: HeadersFor,
): (request: Request, path: string) => Promise<Response> {
  let document: Promise<string> | undefined;
  return async (request, path) => {
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (!isRead) throw new NotFound();
    if (path === "/api/docs/json") {
      document ??= describeApi(api);
      return writeJson(await document, request, headersFor(request));
    }
    const asset = Object.hasOwn(assets, path) ? assets[path] : undefined;
    if (asset === undefined) throw new NotFound();
    return sendAsset(request, asset, headersFor(request).bare);
  };
}

async function sendAsset(
  request: Request,
  asset: Asset,
  base: Headers,
): Promise<Response> {
  const headers = new Headers(base);
  headers.set("Content-Type", `${asset.type}; charset=utf-8`);
  headers.set("Content-Security-Policy", contentSecurityPolicy);
  headers.append("Vary", "Accept-Encoding");
  const content = await asset.load();
  if (!acceptsCoding(request, "gzip")) {
    return new Response(content, { headers });
  }
  headers.set("Content-Encoding", "gzip");
  return new Response(await compress(content), { headers });
}
