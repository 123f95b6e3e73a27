import type { Exchange } from "../apis/pocketbase/exchange.ts";
import { createFileAnswer } from "../apis/pocketbase/file-answer.ts";
import {
  createExportAnswer,
  isExport,
} from "../apis/pocketbase/record-export.ts";
import { Invalid } from "../core/errors.ts";

/**
 * Answers HEAD for files, exports among them. Elysia would answer it by counting the bytes of what GET answers, gigabytes
 * maybe: where a path has parameters, it does so (1.4.30) even if there is a route for HEAD.
 *
 * @returns undefined for a path that is no file's
 */
export function createFileHeads(
  exchange: Exchange,
): (request: Request, path: string) => Promise<Response> | undefined {
  const answerFile = createFileAnswer(exchange);
  const answerExport = createExportAnswer(exchange);

  async function answerHead(
    request: Request,
    answer: () => Promise<Response>,
  ): Promise<Response> {
    try {
      return await answer();
    } catch (error) {
      const { status, headers } = exchange.error(request, error);
      return new Response(null, { status, headers });
    }
  }

  return (request, path) => {
    const file = filePath.exec(path);
    if (file !== null) {
      return answerHead(request, () => {
        const [collection = "", record = "", name = ""] = partsOf(file);
        return answerFile(request, { collection, record, name });
      });
    }
    const exported = exportPath.exec(path);
    if (exported === null || !isExport(request)) return undefined;
    return answerHead(request, () => {
      const [collection = ""] = partsOf(exported);
      return answerExport(request, collection);
    });
  };
}

const filePath = /^\/api\/files\/([^/]+)\/([^/]+)\/([^/]+)$/;
const exportPath = /^\/api\/collections\/([^/]+)\/records\/export$/;

/** @throws {Invalid} its percent-encoding is broken */
function partsOf(match: RegExpExecArray): readonly string[] {
  return match.slice(1).map(decode);
}

/** @throws {Invalid} its percent-encoding is broken */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw new Invalid("The URL is malformed.", {}, { cause });
  }
}
