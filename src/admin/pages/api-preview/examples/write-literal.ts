import { isSampleFile, type SampleFile } from "./sample-file.ts";

/** How a language writes values. */
export interface LiteralStyle {
  readonly text: (text: string) => string;
  /** The key of an object. */
  readonly key: (name: string) => string;
  readonly file?: (file: SampleFile) => string;
}

/** Characters up to which a list or object stands on one line. */
const widest = 60;

/** A value as code; what is longer than a line is put on several, those after the first indented by this much more. */
export function writeLiteral(
  value: unknown,
  style: LiteralStyle,
  indent = "",
): string {
  if (typeof value === "string") return style.text(value);
  if (isSampleFile(value)) return style.file?.(value) ?? style.text(value.name);
  if (typeof value !== "object" || value === null) return String(value);
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  const parts = isList
    ? value.map((item) => writeLiteral(item, style, inner))
    : Object.entries(value).map(
        ([name, item]) =>
          `${style.key(name)}: ${writeLiteral(item, style, inner)}`,
      );
  if (parts.length === 0) return `${open}${close}`;
  const line = parts.join(", ");
  const isShort = line.length <= widest && !line.includes("\n");
  if (isShort) return isList ? `[${line}]` : `{ ${line} }`;
  const lines = parts.map((part) => `${inner}${part},\n`).join("");
  return `${open}\n${lines}${indent}${close}`;
}
