import { AwsV4Signer } from "aws4fetch";
import { patientStream } from "./patient-stream.ts";
import {
  failureOf,
  NoAnswer,
  readRefusal,
  type S3Failed,
} from "./s3-failure.ts";
import {
  bucketUrl,
  encodeKey,
  encodeSegment,
  type S3Options,
  type S3Patience,
} from "./s3-options.ts";

export interface S3Request {
  readonly method: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  /** Without: the bucket itself. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Blob | Uint8Array<ArrayBuffer> | string;
  /** Ends the request, together with the storage's own. */
  readonly signal?: AbortSignal;
}

/** Statuses of a server that is only busy. */
const busy: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/**
 * Makes signed requests of a bucket. `Bun.S3Client` would too, but it takes no signal, cannot be timed out and keeps the id
 * of a large upload to itself, so that one which stands still could be neither ended nor cleared away.
 */
export class S3Requests {
  readonly options: S3Options;
  readonly patience: number;
  readonly #slowest: number;
  readonly #attempts: number;
  readonly #signal: AbortSignal | undefined;
  readonly #url: string;

  constructor(options: S3Options, patience: S3Patience) {
    this.options = options;
    this.patience = patience.patience ?? 30_000;
    this.#slowest = patience.slowest ?? 100_000;
    this.#attempts = patience.attempts ?? 3;
    this.#signal = patience.signal;
    this.#url = bucketUrl(options);
  }

  /**
   * Resolves to an answer of success; its body is yet to be read, or cancelled.
   * @throws {S3Failed} refused, not reached, no answer in time
   */
  async send(request: S3Request): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      const { answer, failure, mayPass } = await this.#try(request);
      if (failure === undefined) return answer;
      const isEnded = request.signal?.aborted ?? this.#signal?.aborted ?? false;
      if (!mayPass || isEnded || attempt >= this.#attempts) throw failure;
      await Bun.sleep(100 * 4 ** (attempt - 1) * (0.5 + Math.random()));
    }
  }

  /** As `send`; resolves to the answer's text. */
  async sendForText(request: S3Request): Promise<string> {
    return new Response(this.bodyOf(await this.send(request))).text();
  }

  /** The body of an answer; it errs with `S3Failed` when no more of it comes, though somebody waits. */
  bodyOf(answer: Response): ReadableStream<Uint8Array> {
    return patientStream(answer.body, this.patience, (error) =>
      failureOf(error, this.options),
    );
  }

  async #try(request: S3Request): Promise<Try> {
    const waiting = new AbortController();
    const timer = setTimeout(
      () => waiting.abort(new NoAnswer()),
      this.patience + (sizeOf(request.body) / this.#slowest) * 1_000,
    );
    try {
      const answer = await fetch(
        ...(await this.#sign(
          request,
          anyOf([waiting.signal, request.signal, this.#signal]),
        )),
      );
      if (answer.ok) return { answer };
      return {
        failure: await readRefusal(answer, this.options),
        mayPass: busy.has(answer.status),
      };
    } catch (error) {
      return {
        failure: failureOf(error, this.options),
        // One who left us waiting once will again.
        mayPass: !waiting.signal.aborted,
      };
    } finally {
      clearTimeout(timer);
    }
  }

  async #sign(
    { method, key, query, headers, body }: S3Request,
    signal: AbortSignal,
  ): Promise<[string, BunFetchRequestInit]> {
    const path = key === undefined ? "" : `/${encodeKey(key)}`;
    const search = Object.entries(query ?? {})
      .map(([name, value]) => `${encodeSegment(name)}=${encodeSegment(value)}`)
      .join("&");
    const { accessKey, secret, region } = this.options;
    const signed = await new AwsV4Signer({
      method,
      url: `${this.#url}${path}${search === "" ? "" : `?${search}`}`,
      service: "s3",
      region,
      accessKeyId: accessKey,
      secretAccessKey: secret,
    }).sign();
    // Not signed: proxies before a server change it.
    signed.headers.set("accept-encoding", "identity");
    for (const [name, value] of Object.entries(headers ?? {})) {
      signed.headers.set(name, value);
    }
    return [
      signed.url.toString(),
      {
        method,
        headers: signed.headers,
        signal,
        // A signature is good for one host alone.
        redirect: "manual",
        decompress: false,
        ...(body !== undefined && { body }),
      },
    ];
  }
}

type Try =
  | {
      readonly answer: Response;
      readonly failure?: undefined;
      readonly mayPass?: undefined;
    }
  | {
      readonly answer?: undefined;
      readonly failure: S3Failed;
      readonly mayPass: boolean;
    };

function sizeOf(body: S3Request["body"]): number {
  if (body === undefined) return 0;
  if (typeof body === "string") return body.length;
  return body instanceof Blob ? body.size : body.length;
}

function anyOf(signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  return AbortSignal.any(signals.filter((signal) => signal !== undefined));
}
