import type { ContentType } from "./content-type.ts";

/** Characters of a text that decide what it is. */
const decisive = 3072;

/**
 * What kind of text this is; undefined if it is none (WHATWG MIME Sniffing, "binary data byte").
 *
 * @param head its first bytes
 * @param isWhole whether they are all
 */
export function textTypeOf(
  head: Uint8Array,
  isWhole: boolean,
): ContentType | undefined {
  const charset = charsetOf(head);
  if (charset === undefined) return undefined;
  const text = decode(head, charset);
  const start = text.slice(0, decisive).trimStart();
  const { type, extension, hasCharset } =
    kinds.find(({ matches }) => matches(start)) ??
    (isJson(text, isWhole) ? json : (tableKind(text) ?? plain));
  return {
    type: hasCharset && charset !== "" ? `${type}; charset=${charset}` : type,
    extension,
  };
}

interface TextKind extends ContentType {
  readonly hasCharset: boolean;
}

const plain = { type: "text/plain", extension: ".txt", hasCharset: true };
const json = {
  type: "application/json",
  extension: ".json",
  hasCharset: false,
};

const kinds: readonly (TextKind & {
  readonly matches: (start: string) => boolean;
})[] = [
  {
    type: "image/svg+xml",
    extension: ".svg",
    hasCharset: false,
    matches: isSvg,
  },
  {
    type: "text/html",
    extension: ".html",
    hasCharset: true,
    matches: (start) =>
      /^(?:<!DOCTYPE HTML|<!--|<(?:HTML|HEAD|SCRIPT|IFRAME|H1|DIV|FONT|TABLE|A|STYLE|TITLE|BODY|BR|B|P))[\s>]/i.test(
        start,
      ),
  },
  {
    type: "text/xml",
    extension: ".xml",
    hasCharset: true,
    matches: (start) => /^<\?xml[\s>]/i.test(start),
  },
  {
    type: "text/x-php",
    extension: ".php",
    hasCharset: false,
    matches: (start) => /^<\?(?:php|\s)/i.test(start),
  },
  {
    type: "text/rtf",
    extension: ".rtf",
    hasCharset: false,
    matches: (start) => start.startsWith("{\\rtf"),
  },
  {
    type: "text/vcard",
    extension: ".vcf",
    hasCharset: false,
    matches: (start) => /^BEGIN:VCARD\r?\n/i.test(start),
  },
  {
    type: "text/calendar",
    extension: ".ics",
    hasCharset: false,
    matches: (start) => /^BEGIN:VCALENDAR\r?\n/i.test(start),
  },
  {
    type: "text/vtt",
    extension: ".vtt",
    hasCharset: false,
    matches: (start) => /^WEBVTT(?:\s|$)/.test(start),
  },
  {
    type: "text/x-shellscript",
    extension: ".sh",
    hasCharset: false,
    matches: (start) => /^#![^\n]*\b(?:sh|bash|zsh|dash|ksh|csh)\b/.test(start),
  },
];

/** Browsers run scripts in SVG, so anything that could be one counts as one. */
function isSvg(start: string): boolean {
  const root = start.replace(
    /^(?:\s+|<\?xml[^>]*>|<!DOCTYPE[^>[]*(?:\[[^\]]*\]\s*)?>|<!--[\s\S]*?-->)+/i,
    "",
  );
  return /^<svg[\s>]/i.test(root);
}

/** Objects and lists; the first characters of a long one have to do. */
function isJson(text: string, isWhole: boolean): boolean {
  const start = text.trimStart();
  if (!/^(?:\{\s*["}]|\[\s*(?:["{}[\]\d-]|true|false|null))/.test(start)) {
    return false;
  }
  if (!isWhole) return /["\d\]}el]\s*[:,\]}]/.test(start);
  try {
    JSON.parse(start);
    return true;
  } catch {
    return false;
  }
}

const tables = [
  { separator: ",", type: "text/csv", extension: ".csv", hasCharset: false },
  {
    separator: "\t",
    type: "text/tab-separated-values",
    extension: ".tsv",
    hasCharset: false,
  },
] as const;

/** Two rows or more, all with the same two or more columns (RFC 4180). */
function tableKind(text: string): TextKind | undefined {
  return tables.find(({ separator }) => {
    const rows = columnCounts(text.slice(0, decisive), separator);
    // Of a longer text, the last row is not all there.
    const whole = text.length > decisive ? rows.slice(0, -1) : rows;
    const [columns = 0] = whole;
    return (
      columns >= 2 &&
      whole.length >= 2 &&
      whole.every((count) => count === columns)
    );
  });
}

function columnCounts(text: string, separator: string): readonly number[] {
  const counts: number[] = [];
  let columns = 1;
  let isQuoted = false;
  let isEmpty = true;
  const endRow = () => {
    if (!isEmpty) counts.push(columns);
    columns = 1;
    isEmpty = true;
  };
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === separator) columns++;
    else if (character === "\n") {
      endRow();
      continue;
    }
    if (character !== "\r") isEmpty = false;
  }
  endRow();
  return counts;
}

const marks: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];

/** The text's encoding, empty if it is an unknown one; undefined: no text. */
function charsetOf(head: Uint8Array): string | undefined {
  if (head.length === 0) return "";
  const mark = marks.find(([bytes]) =>
    bytes.every((byte, at) => head[at] === byte),
  );
  if (mark !== undefined) return mark[1];
  if (head.subarray(0, decisive + 1024).some(isBinary)) return undefined;
  if (isUtf8(head)) return "utf-8";
  if (head.includes(0x7f)) return "";
  return head.some((byte) => byte >= 0x80 && byte <= 0x9f)
    ? "windows-1252"
    : "iso-8859-1";
}

function isBinary(byte: number): boolean {
  return (
    byte <= 0x08 ||
    byte === 0x0b ||
    (byte >= 0x0e && byte <= 0x1a) ||
    (byte >= 0x1c && byte <= 0x1f)
  );
}

/** The last character may be cut off. */
function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function decode(head: Uint8Array, charset: string): string {
  if (charset === "utf-16be") {
    return Buffer.from(head.subarray(0, head.length & ~1))
      .swap16()
      .toString("utf16le");
  }
  return charset === "utf-16le"
    ? Buffer.from(head).toString("utf16le").replace("\ufeff", "")
    : new TextDecoder().decode(head);
}
