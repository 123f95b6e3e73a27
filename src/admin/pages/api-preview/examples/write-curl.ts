import { fill } from "../../../text/index.ts";
import { apiPreviewText } from "../../../text/api-preview.ts";
import { placeholders } from "./preview-context.ts";
import type { SampleFile } from "./sample-file.ts";
import { filesOf, type SampleBody, withoutFiles } from "./sample-record.ts";

const { comments } = apiPreviewText;

/** A request that curl is to send. */
export interface CurlRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly url: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: SampleBody | readonly SampleBody[];
  readonly isLoggedIn: boolean;
  readonly options?: readonly string[];
  readonly comment?: string;
}

/** A command for a POSIX shell. Files make the body a form, in which all else is one part with JSON. */
export function curl({
  method,
  url,
  query = {},
  body,
  isLoggedIn,
  options = [],
  comment,
}: CurlRequest): string {
  const parameters = Object.entries(query);
  const files = body === undefined || isList(body) ? [] : filesOf(body);
  const missing = files.filter(([, { text }]) => text === undefined);
  const isPlain = method === "GET" || (method === "POST" && body !== undefined);
  const parts = [
    [
      "curl",
      ...options,
      ...(isPlain ? [] : [`-X ${method}`]),
      ...(parameters.length > 0 ? ["-G"] : []),
      quote(url),
    ].join(" "),
    ...(isLoggedIn
      ? [`-H ${quote(`Authorization: ${placeholders.token}`)}`]
      : []),
    ...parameters.map(
      ([name, value]) => `--data-urlencode ${quote(`${name}=${value}`)}`,
    ),
    ...(body === undefined ? [] : bodyParts(body)),
  ];
  const notes = [
    ...(comment === undefined ? [] : [comment]),
    ...(isLoggedIn ? [comments.token] : []),
    ...missing.map(([, { name }]) => fill(comments.file, { name })),
  ].map((note) => `# ${note}\n`);
  return `${notes.join("")}${parts.join(" \\\n  ")}`;
}

function bodyParts(
  body: SampleBody | readonly SampleBody[],
): readonly string[] {
  const files = isList(body) ? [] : filesOf(body);
  const values = isList(body) ? body : withoutFiles(body);
  const json = JSON.stringify(values, null, 2);
  if (files.length === 0) {
    return [
      `-H ${quote("Content-Type: application/json")}`,
      `-d ${quote(json)}`,
    ];
  }
  return [
    // With -F, curl would look for files and types in it.
    ...(json === "{}"
      ? []
      : [`--form-string ${quote(`@jsonPayload=${json}`)}`]),
    ...files.map(([name, file]) => `-F ${quote(`${name}=${filePart(file)}`)}`),
  ];
}

function isList(
  body: SampleBody | readonly SampleBody[],
): body is readonly SampleBody[] {
  return Array.isArray(body);
}

function filePart({ name, type, text }: SampleFile): string {
  if (text === undefined) return `@${name};type=${type}`;
  const isSimple = /^\w+$/.test(text);
  const content = isSimple
    ? text
    : `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  return `${content};filename=${name};type=${type}`;
}

/** A word for the shell, as it is. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
