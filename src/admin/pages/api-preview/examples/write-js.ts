import type { SampleFile } from "./sample-file.ts";
import { type LiteralStyle, writeLiteral } from "./write-literal.ts";

const style: LiteralStyle = {
  text: jsText,
  key: (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : jsText(name)),
  file: writeFile,
};

/** A value as JavaScript. */
export function js(value: unknown, indent = ""): string {
  return writeLiteral(value, style, indent);
}

function jsText(text: string): string {
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`);
  return `'${escaped}'`;
}

function writeFile({ name, type, text, base64 }: SampleFile): string {
  const options = `${jsText(name)}, { type: ${jsText(type)} }`;
  if (text !== undefined) return `new File([${jsText(text)}], ${options})`;
  if (base64 === undefined) {
    return "document.querySelector('input[type=file]').files[0]";
  }
  return `new File([Uint8Array.from(atob(${jsText(base64)}), (c) => c.charCodeAt(0))], ${options})`;
}
