import viewerScript from "swagger-ui-dist/swagger-ui-bundle.js" with { type: "file" };
import viewerStyle from "swagger-ui-dist/swagger-ui.css" with { type: "file" };
import { NotFound } from "../../core/errors.ts";
import { acceptsCoding } from "../shared/accept-encoding.ts";
import type { ApiDispatcher } from "../other-apis/api-dispatcher.ts";
import type { HeadersFor } from "../shared/answer-headers.ts";
import type { ApiServer } from "../shared/other-api.ts";
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

const root = "/api/docs";

/** What can be read about. */
interface Documented {
  /** Where its page is. */
  readonly path: string;
  readonly title: string;
}

/** The page about one API; where there are others, it leads to them. */
function pageOf(shown: Documented, all: readonly Documented[]): string {
  const others = all.filter((other) => other !== shown);
  const links = others.map(
    ({ path, title }) => `<a href="${path}">${Bun.escapeHTML(title)}</a>`,
  );
  const nav = `<nav class="swagger-ui"><div class="wrapper"><p>Other APIs of this server: ${links.join(", ")}</p></div></nav>\n`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${Bun.escapeHTML(shown.title)} API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${root}/viewer.css">
</head>
<body>
${links.length === 0 ? "" : nav}<div id="viewer" data-document="${shown.path}/json"></div>
<script src="${root}/viewer.js"></script>
<script src="${root}/start.js"></script>
</body>
</html>
`;
}

const startScript = `SwaggerUIBundle({
  url: document.getElementById("viewer").dataset.document,
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
  [`${root}/start.js`]: {
    type: "text/javascript",
    load: async () => startScript,
  },
  [`${root}/viewer.js`]: {
    type: "text/javascript",
    load: () => Bun.file(viewerScript).text(),
  },
  [`${root}/viewer.css`]: {
    type: "text/css",
    load: () => Bun.file(viewerStyle).text(),
  },
};

/**
 * Serves `/api/docs`: a page to read and try the native API in, and `/api/docs/json`, its OpenAPI document; below it the same
 * for each other API that is on, under its name. All of it comes from the executable.
 *
 * @returns answers a request for a path there; throws `NotFound` if nothing is there
 */
export function createApiDocs(
  native: ApiServer,
  others: ApiDispatcher,
  headersFor: HeadersFor,
): (request: Request, path: string) => Promise<Response> {
  const documents = new Map<string, Promise<string>>();
  const nativePage = { path: root, title: native.documentation.title };

  /** By where its page is. */
  function documented(): Map<
    string,
    Documented & { serve(): Promise<ApiServer> }
  > {
    const pages = [
      { ...nativePage, serve: () => Promise.resolve(native) },
      ...others.running().map(({ api, serve }) => ({
        path: `${root}/${api.definition.name}`,
        title: api.definition.title,
        serve,
      })),
    ];
    return new Map(pages.map((page) => [page.path, page]));
  }

  return async (request, path) => {
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (!isRead) throw new NotFound();
    const headers = headersFor(request);
    const asset = Object.hasOwn(assets, path) ? assets[path] : undefined;
    if (asset !== undefined) return sendAsset(request, asset, headers.bare);
    const pages = documented();
    const page = pages.get(path);
    if (page !== undefined) {
      const content = pageOf(page, [...pages.values()]);
      const html = { type: "text/html", load: async () => content };
      return sendAsset(request, html, headers.bare);
    }
    const about = path.endsWith("/json")
      ? pages.get(path.slice(0, -"/json".length))
      : undefined;
    if (about === undefined) throw new NotFound();
    const server = await about.serve();
    const document = documents.get(about.path) ?? describeApi(server);
    documents.set(about.path, document);
    return writeJson(await document, request, headers);
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
