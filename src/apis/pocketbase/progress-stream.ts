import { isObject, type JsonObject } from "../../core/json.ts";
import type {
  ImportProgress,
  ImportWatch,
} from "../../core/records/transfer/importing/import-run.ts";
import type { Exchange } from "./exchange.ts";

/** Milliseconds between two lines that say how far the work is. */
const interval = 200;

const encoder = new TextEncoder();

/**
 * The body of an answer that says in lines of JSON how far the work is: `progress` again and again, and `result` or `error`
 * at the end. The work is stopped when the client goes.
 */
export function progressStream(
  exchange: Exchange,
  request: Request,
  work: (watch: ImportWatch) => Promise<JsonObject>,
): ReadableStream<Uint8Array> {
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  request.signal.addEventListener("abort", leave);
  if (request.signal.aborted) leave();
  let said = performance.now();
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const say = (type: string, line: object) => {
        if (leaving.signal.aborted) return;
        const text = JSON.stringify({ type, ...line });
        controller.enqueue(encoder.encode(`${text}\n`));
      };
      const progress = (state: ImportProgress) => {
        if (performance.now() - said < interval) return;
        said = performance.now();
        say("progress", { ...state });
      };
      void work({ signal: leaving.signal, progress })
        .then(
          (result) => say("result", result),
          async (error: unknown) => {
            const refusal: unknown = await exchange
              .error(request, error)
              .json();
            say("error", isObject(refusal) ? refusal : {});
          },
        )
        .finally(() => {
          request.signal.removeEventListener("abort", leave);
          if (!leaving.signal.aborted) controller.close();
        });
    },
    cancel: leave,
  });
}
