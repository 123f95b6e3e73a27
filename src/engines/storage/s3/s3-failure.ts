import { StorageFailed } from "../storage.ts";
import { readXml, textOf } from "./read-xml.ts";
import type { S3Options } from "./s3-options.ts";

/** Characters of what a server says that are worth reading. */
const maxLength = 300;

/** A server refused, or could not be asked. */
export class S3Failed extends StorageFailed {
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** S3's own, such as `NoSuchBucket`; empty when it said none. */
  readonly code: string;

  constructor(
    message: string,
    details: { readonly status?: number; readonly code?: string },
  ) {
    super(message);
    this.status = details.status ?? 0;
    this.code = details.code ?? "";
  }
}

/** Reads why a server refused. The answer's body is used up. */
export async function readRefusal(
  answer: Response,
  options: S3Options,
): Promise<S3Failed> {
  const { status } = answer;
  const xml = await readXml(await answer.text());
  return refusalFrom(textOf(xml, "Code"), textOf(xml, "Message"), {
    status,
    options,
  });
}

export function refusalFrom(
  code: string,
  message: string,
  { status, options }: { readonly status: number; readonly options: S3Options },
): S3Failed {
  const said = [code, message].filter((part) => part !== "").join(": ");
  const text = said === "" ? `it answered with status ${status}` : said;
  return new S3Failed(
    `${nameOf(options)} refused${hint(status, code)}: ${tidy(text, options)}`,
    { status, code },
  );
}

/** No answer came, or not all of it. */
export function failureOf(error: unknown, options: S3Options): S3Failed {
  if (error instanceof S3Failed) return error;
  return new S3Failed(`${nameOf(options)} ${explain(error, options)}`, {});
}

/** A server left us waiting. */
export class NoAnswer extends Error {
  constructor() {
    super("no answer");
  }
}

function explain(error: unknown, options: S3Options): string {
  if (error instanceof NoAnswer) return "does not answer.";
  const message = error instanceof Error ? error.message : String(error);
  const code =
    error instanceof Error && "code" in error ? String(error.code) : "";
  switch (code) {
    case "ECONNREFUSED":
    case "ConnectionRefused":
      return "cannot be reached: the connection was refused.";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return "cannot be reached: its address was not found.";
    case "ECONNRESET":
    case "ConnectionClosed":
      return "closed the connection.";
    default:
      return `cannot be reached: ${tidy(message, options)}`;
  }
}

function hint(status: number, code: string): string {
  if (code === "NoSuchBucket") return " (there is no such bucket)";
  if (status === 403)
    return " (check the access key, the secret and the region)";
  return status >= 300 && status < 400
    ? " (check the endpoint and the region)"
    : "";
}

function nameOf({ endpoint, bucket }: S3Options): string {
  return `The S3 server ${endpoint} (bucket ${bucket})`;
}

/** Should a server have repeated the secret, it is taken out. */
function tidy(text: string, { secret }: S3Options): string {
  const safe = secret === "" ? text : text.replaceAll(secret, "***");
  return safe.replaceAll(/\p{Cc}+/gu, " ").slice(0, maxLength);
}
