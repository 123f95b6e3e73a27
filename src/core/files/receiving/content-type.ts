import type { FileTypeResult } from "file-type";
import { oleTypeOf } from "./ole-type.ts";
import { textTypeOf } from "./text-type.ts";

/** What a file holds. */
export interface ContentType {
  /** A media type, for texts with its charset. */
  readonly type: string;
  /** What its name would end in, with the dot; empty: nothing. */
  readonly extension: string;
}

/** Bytes that decide what a file is. */
const decisive = 64 * 1024;

const unknown: ContentType = {
  type: "application/octet-stream",
  extension: "",
};

/** What a file holds by its first bytes, whatever its name says, in the words of PocketBase. */
export async function contentTypeOf(file: Blob): Promise<ContentType> {
  const head = new Uint8Array(await file.slice(0, decisive).arrayBuffer());
  const found = await signatureOf(head);
  if (found !== undefined && !textual.has(found.mime)) {
    if (found.mime === "application/x-cfb") {
      return (await oleTypeOf(file)) ?? oleStorage;
    }
    return (
      renamed[found.mime] ?? { type: found.mime, extension: `.${found.ext}` }
    );
  }
  // A picture of the album may stand before the sound, and be longer than what was looked at.
  if (Buffer.from(head.subarray(0, 3)).toString("latin1") === "ID3") return mp3;
  return textTypeOf(head, file.size <= decisive) ?? unknown;
}

/** Whether a type is the wanted one under any of its names; parameters do not count. */
export function isOfType(type: string, wanted: string): boolean {
  const own = essenceOf(type);
  const other = essenceOf(wanted);
  return own === other || aliases[own]?.includes(other) === true;
}

function essenceOf(type: string): string {
  return (type.split(";")[0] ?? "").trim().toLowerCase();
}

async function signatureOf(
  head: Uint8Array,
): Promise<FileTypeResult | undefined> {
  const { fileTypeFromBuffer } = await import("file-type");
  try {
    return await fileTypeFromBuffer(head);
  } catch {
    // What cannot be parsed is of no known type, which is an answer.
    return undefined;
  }
}

/** Texts, and what some texts are mistaken for. */
const textual: ReadonlySet<string> = new Set([
  "application/xml",
  "application/rtf",
  "text/calendar",
  "text/vcard",
  "text/vtt",
  "model/stl",
  "application/x-ms-regedit",
]);

const mp3 = { type: "audio/mpeg", extension: ".mp3" };
const oleStorage = { type: "application/x-ole-storage", extension: "" };
const mpeg = { type: "video/mpeg", extension: ".mpeg" };
const asf = { type: "video/x-ms-asf", extension: ".asf" };

/** Types that PocketBase calls otherwise. */
const renamed: Readonly<Record<string, ContentType>> = {
  "image/tiff": { type: "image/tiff", extension: ".tiff" },
  "image/apng": { type: "image/vnd.mozilla.apng", extension: ".png" },
  "image/icns": { type: "image/x-icns", extension: ".icns" },
  "image/vnd.ms-photo": { type: "image/jxr", extension: ".jxr" },
  "audio/midi": { type: "audio/midi", extension: ".midi" },
  "audio/aiff": { type: "audio/aiff", extension: ".aiff" },
  "audio/ogg": { type: "audio/ogg", extension: ".oga" },
  "audio/ogg; codecs=opus": { type: "audio/ogg", extension: ".oga" },
  "audio/x-musepack": { type: "audio/musepack", extension: ".mpc" },
  "video/vnd.avi": { type: "video/x-msvideo", extension: ".avi" },
  "video/matroska": { type: "video/x-matroska", extension: ".mkv" },
  "video/MP1S": mpeg,
  "video/MP2P": mpeg,
  "video/mpeg": mpeg,
  "video/x-ms-asf": asf,
  "audio/x-ms-asf": asf,
  "application/vnd.ms-asf": asf,
  "application/x-elf": { type: "application/x-elf", extension: "" },
  "application/eps": { type: "application/postscript", extension: ".ps" },
  "application/java-vm": {
    type: "application/x-java-applet",
    extension: ".class",
  },
  "application/x-msdownload": {
    type: "application/vnd.microsoft.portable-executable",
    extension: ".exe",
  },
  "application/x-deb": {
    type: "application/vnd.debian.binary-package",
    extension: ".deb",
  },
  "application/x-unix-archive": {
    type: "application/x-archive",
    extension: ".a",
  },
  "application/x-sqlite3": {
    type: "application/vnd.sqlite3",
    extension: ".sqlite",
  },
  "application/x-google-chrome-extension": {
    type: "application/x-chrome-extension",
    extension: ".crx",
  },
};

/** Other names that a field may list for a type. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  "application/zip": ["application/x-zip", "application/x-zip-compressed"],
  "application/gzip": [
    "application/x-gzip",
    "application/x-gunzip",
    "application/gzipped",
    "application/gzip-compressed",
    "application/x-gzip-compressed",
    "gzip/document",
  ],
  "application/x-rar-compressed": ["application/x-rar"],
  "application/java-archive": [
    "application/jar",
    "application/jar-archive",
    "application/x-java-archive",
  ],
  "application/pdf": ["application/x-pdf"],
  "application/msword": ["application/vnd.ms-word"],
  "application/vnd.ms-excel": ["application/msexcel"],
  "application/vnd.ms-powerpoint": ["application/mspowerpoint"],
  "application/ogg": ["application/x-ogg"],
  "application/vnd.sqlite3": ["application/x-sqlite3"],
  "application/x-archive": ["application/x-unix-archive"],
  "application/x-ms-installer": [
    "application/x-windows-installer",
    "application/x-msi",
  ],
  "image/vnd.adobe.photoshop": ["image/x-psd", "application/photoshop"],
  "image/bmp": ["image/x-bmp", "image/x-ms-bmp"],
  "image/jxr": ["image/vnd.ms-photo"],
  "audio/mpeg": ["audio/x-mpeg", "audio/mp3"],
  "audio/wav": ["audio/x-wav", "audio/vnd.wave", "audio/wave"],
  "audio/midi": ["audio/mid", "audio/sp-midi", "audio/x-mid", "audio/x-midi"],
  "audio/aiff": ["audio/x-aiff"],
  "audio/amr": ["audio/amr-nb"],
  "audio/mp4": ["audio/x-mp4a"],
  "video/webm": ["audio/webm"],
  "video/x-msvideo": ["video/avi", "video/msvideo"],
  "video/x-ms-asf": ["video/asf", "video/x-ms-wmv"],
  "video/3gpp": ["video/3gp", "audio/3gpp"],
  "video/3gpp2": ["video/3g2", "audio/3gpp2"],
  "font/ttf": ["font/sfnt", "application/x-font-ttf", "application/font-sfnt"],
  "text/xml": ["application/xml"],
  "text/rtf": ["application/rtf"],
  "text/x-shellscript": [
    "text/x-sh",
    "application/x-shellscript",
    "application/x-sh",
  ],
};
