/** How much of a request has been sent: from 0 to 1. */
export type OnProgress = (sent: number) => void;

/**
 * Makes what the SDK takes as its `fetch` option, for requests whose sending is to be watched: `fetch` itself does not tell how
 * far it is. Answers are read as a whole.
 *
 * @param onProgress called again and again while the body is sent; 1 once all of it is on its way
 * @param onText     called again and again with all that has come of an answer in words
 */
export function uploadFetch(
  onProgress: OnProgress,
  onText?: (text: string) => void,
) {
  return (url: RequestInfo | URL, init: RequestInit = {}): Promise<Response> =>
    new Promise((resolve, reject) => {
      const { method = "GET", headers, body, signal } = init;
      const request = new XMLHttpRequest();
      const abort = () => request.abort();

      function end(): void {
        signal?.removeEventListener("abort", abort);
      }
      function fail(error: Error): void {
        end();
        reject(error);
      }

      request.open(method, addressOf(url));
      for (const [name, value] of new Headers(headers)) {
        request.setRequestHeader(name, value);
      }
      request.responseType = onText === undefined ? "arraybuffer" : "text";
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) onProgress(event.loaded / event.total);
      });
      request.upload.addEventListener("load", () => onProgress(1));
      request.addEventListener("progress", () => {
        if (request.status === 200) onText?.(request.responseText);
      });
      request.addEventListener("load", () => {
        end();
        resolve(responseOf(request));
      });
      request.addEventListener("error", () =>
        fail(new TypeError("the request could not be sent")),
      );
      request.addEventListener("abort", () =>
        fail(new DOMException("the request was cancelled", "AbortError")),
      );

      if (signal?.aborted === true) {
        fail(new DOMException("the request was cancelled", "AbortError"));
        return;
      }
      signal?.addEventListener("abort", abort);
      // What the SDK sends is one of these; a stream could not be watched.
      request.send((body ?? null) as XMLHttpRequestBodyInit | null);
    });
}

function addressOf(url: RequestInfo | URL): string {
  if (typeof url === "string") return url;
  return url instanceof URL ? url.href : url.url;
}

/** Statuses whose answers have no body (Fetch standard, "null body status"). */
const bodiless = new Set([204, 205, 304]);

function responseOf(request: XMLHttpRequest): Response {
  const { status, statusText } = request;
  const headers = new Headers();
  for (const line of request.getAllResponseHeaders().trim().split("\r\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1));
  }
  const body = bodiless.has(status)
    ? null
    : (request.response as ArrayBuffer | string | null);
  return new Response(body, { status, statusText, headers });
}
