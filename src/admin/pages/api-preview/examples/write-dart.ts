import type { SampleFile } from "./sample-file.ts";
import { filesOf, type SampleBody, withoutFiles } from "./sample-record.ts";
import { type LiteralStyle, writeLiteral } from "./write-literal.ts";

const style: LiteralStyle = { text: dartText, key: dartText };

/** A value as Dart. */
export function dart(value: unknown, indent = ""): string {
  return writeLiteral(value, style, indent);
}

/** The named arguments with which a body is sent: `body` and, if there are any, `files`. */
export function dartBody(body: SampleBody, indent = ""): string {
  const files = filesOf(body);
  const values = `${indent}body: ${dart(withoutFiles(body), indent)},\n`;
  if (files.length === 0) return values;
  const parts = files.map(
    ([name, file]) => `${indent}  ${writeFile(name, file)},\n`,
  );
  return `${values}${indent}files: [\n${parts.join("")}${indent}],\n`;
}

/** What the code has to import for these files. */
export function dartImports(body: SampleBody): readonly string[] {
  const files = filesOf(body);
  const decodes = files.some(([, { base64 }]) => base64 !== undefined);
  return [
    ...(decodes ? ["dart:convert"] : []),
    ...(files.length > 0 ? ["package:http/http.dart' as http"] : []),
  ];
}

function dartText(text: string): string {
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll(/['$]/g, String.raw`\$&`);
  return `'${escaped}'`;
}

function writeFile(field: string, { name, text, base64 }: SampleFile): string {
  const begin = "http.MultipartFile";
  const named = `filename: ${dartText(name)}`;
  if (text !== undefined) {
    return `${begin}.fromString(${dartText(field)}, ${dartText(text)}, ${named})`;
  }
  return base64 === undefined
    ? `await ${begin}.fromPath(${dartText(field)}, ${dartText(name)})`
    : `${begin}.fromBytes(${dartText(field)}, base64Decode(${dartText(base64)}), ${named})`;
}
