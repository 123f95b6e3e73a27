import {
  File,
  FileArchive,
  FileCode,
  FileImage,
  FileMusic,
  FileSpreadsheet,
  FileText,
  FileVideo,
  type LucideIcon,
} from "lucide-react";

/** What a file is, as far as its name tells. */
export type FileKind =
  | "image"
  | "video"
  | "audio"
  | "pdf"
  | "text"
  | "table"
  | "code"
  | "archive"
  | "document"
  | "other";

const extensions: Readonly<Record<Exclude<FileKind, "other">, string>> = {
  image: "apng avif bmp gif ico jfif jpeg jpg png svg webp",
  video: "3gp m4v mkv mov mp4 mpeg mpg ogv webm wmv",
  audio: "aac aiff flac m4a mid mp3 oga ogg opus wav weba",
  pdf: "pdf",
  text: "log md rst rtf srt tex txt vtt",
  table: "csv ods tsv xls xlsx",
  code: "c conf cpp css dart env go htm html ini java js json jsx kt lua mjs php py rb rs sh sql svelte swift toml ts tsx vue xml yaml yml",
  archive: "7z bz2 gz rar tar tgz xz zip zst",
  document: "doc docx epub key odp odt pages ppt pptx",
};

const kinds = new Map(
  Object.entries(extensions).flatMap(([kind, names]) =>
    names.split(" ").map((name) => [name, kind as FileKind] as const),
  ),
);

/** Of which the server makes smaller pictures. */
const withThumbs = new Set(["gif", "jfif", "jpeg", "jpg", "png", "webp"]);

/** What is text though its kind is named otherwise. */
const readable = new Set(["csv", "tsv"]);

/** What stands for files of a kind. */
export const fileIcons: Readonly<Record<FileKind, LucideIcon>> = {
  image: FileImage,
  video: FileVideo,
  audio: FileMusic,
  pdf: FileText,
  text: FileText,
  table: FileSpreadsheet,
  code: FileCode,
  archive: FileArchive,
  document: FileText,
  other: File,
};

export function fileKind(name: string): FileKind {
  return kinds.get(extensionOf(name)) ?? "other";
}

/** Whether the server can make a small picture of it. */
export function hasThumb(name: string): boolean {
  return withThumbs.has(extensionOf(name));
}

/** Whether it can be shown as text. */
export function isReadable(name: string): boolean {
  const kind = fileKind(name);
  return kind === "text" || kind === "code" || readable.has(extensionOf(name));
}

function extensionOf(name: string): string {
  const [, extension = ""] = /\.(\w+)$/.exec(name) ?? [];
  return extension.toLowerCase();
}
