/** Headers of answers, one object per kind, made once and shared by all answers. */
export interface AnswerHeaders {
  /** For answers without a body. */
  readonly bare: Headers;
  readonly json: Headers;
  /** For JSON that goes out compressed to those who accept it. */
  readonly jsonVarying: Headers;
  readonly jsonGzip: Headers;
}

/** Which headers an answer to this request has. */
export type HeadersFor = (request: Request) => AnswerHeaders;

/** Security headers of every answer, as upstream sends them. */
export const securityHeaders = {
  "X-XSS-Protection": "1; mode=block",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "SAMEORIGIN",
} as const;

const longestOrigin = 253 + "https://:65535".length;
const mostRemembered = 1000;

/**
 * Whether a page of an origin may read answers (CORS). `*` and `?` in a pattern stand for any characters and any one.
 *
 * @param patterns `*`, or origins such as `https://*.example.com`
 */
export function createOriginCheck(
  patterns: readonly string[],
): (origin: string) => boolean {
  const expressions = patterns.map(
    (pattern) =>
      new RegExp(
        `^${pattern
          .replace(/[.+^${}()|[\]\\]/g, "\\$&")
          .replaceAll("*", ".*")
          .replaceAll("?", ".")}$`,
        "i",
      ),
  );
  return (origin) =>
    origin.length <= longestOrigin &&
    expressions.some((expression) => expression.test(origin));
}

/** Makes the headers of answers for the origins that may read them. */
export function createHeadersFor(origins: readonly string[]): HeadersFor {
  if (origins.includes("*")) {
    const open = createAnswerHeaders({ "Access-Control-Allow-Origin": "*" });
    return () => open;
  }
  const isAllowed = createOriginCheck(origins);
  const closed = createAnswerHeaders({ Vary: "Origin" });
  const byOrigin = new Map<string, AnswerHeaders>();
  return (request) => {
    const origin = request.headers.get("origin");
    if (origin === null) return closed;
    const known = byOrigin.get(origin);
    if (known !== undefined) return known;
    if (!isAllowed(origin)) return closed;
    const headers = createAnswerHeaders({
      "Access-Control-Allow-Origin": origin,
      Vary: "Origin",
    });
    // A pattern may let through any number of origins.
    if (byOrigin.size >= mostRemembered) byOrigin.clear();
    byOrigin.set(origin, headers);
    return headers;
  };
}

function createAnswerHeaders(cors: Record<string, string>): AnswerHeaders {
  const bare = new Headers({ ...securityHeaders, ...cors });
  const json = new Headers(bare);
  json.set("Content-Type", "application/json");
  const jsonVarying = new Headers(json);
  jsonVarying.append("Vary", "Accept-Encoding");
  const jsonGzip = new Headers(jsonVarying);
  jsonGzip.set("Content-Encoding", "gzip");
  return { bare, json, jsonVarying, jsonGzip };
}
