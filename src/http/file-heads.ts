import type { Exchange } from "../apis/pocketbase/exchange.ts";
import { createFileAnswer } from "../apis/pocketbase/file-answer.ts";
import { Invalid } from "../core/errors.ts";

/**
 * Answers HEAD for files. Elysia would answer it by counting the bytes of what GET answers, gigabytes maybe: where a path has
 * parameters, it does so (1.4.30) even if there is a route for HEAD.
 *
 * @returns undefined for a path that is no file's
 */
export function createFileHeads(
  exchange: Exchange,
): (request: Request, path: string) => Promise<Response> | undefined {
  const answer = createFileAnswer(exchange);

  async function answerHead(
    request: Request,
    parts: readonly string[],
  ): Promise<Response> {
    try {
      const [collection = "", record = "", name = ""] = parts.map(decode);
      return await answer(request, { collection, record, name });
    } catch (error) {
      const { status, headers } = exchange.error(request, error);
      return new Response(null, { status, headers });
    }
  }

  return (request, path) => {
    const match = /^\/api\/files\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(path);
    return match === null ? undefined : answerHead(request, match.slice(1));
  };
}

/** @throws {Invalid} its percent-encoding is broken */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw new Invalid("The URL is malformed.", {}, { cause });
  }
}
