import { acceptsCoding } from "./accept-encoding.ts";
import type { AnswerHeaders } from "./answer-headers.ts";
import { compress, smallestToCompress } from "./gzip.ts";

/**
 * An answer with this JSON, compressed if it is large and the client accepts that.
 *
 * @param json the text
 */
export function writeJson(
  json: string,
  request: Request,
  headers: AnswerHeaders,
): Response | Promise<Response> {
  if (json.length <= smallestToCompress) {
    return new Response(json, { headers: headers.json });
  }
  if (!acceptsCoding(request, "gzip")) {
    return new Response(json, { headers: headers.jsonVarying });
  }
  const compressed = compress(json);
  return compressed instanceof Promise
    ? compressed.then(
        (bytes) => new Response(bytes, { headers: headers.jsonGzip }),
      )
    : new Response(compressed, { headers: headers.jsonGzip });
}
