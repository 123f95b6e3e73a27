import type { CollectionField } from "pocketbase";
import { fill } from "../../../../text/index.ts";
import { recordEditorText } from "../../../../text/record-editor.ts";
import { isMultiple } from "../../editor/values/field-values.ts";
import { type FileEntry, keptFiles, newFile } from "./file-entries.ts";
import { fileSize } from "../../../../components/texts/file-size.ts";

const { files: texts } = recordEditorText;

/** Bytes that a file may have where its field says nothing. */
const usualSize = 5 * 1024 * 1024;

/** What a field takes. */
export interface FileLimits {
  readonly count: number;
  /** Bytes of each. */
  readonly size: number;
  /** MIME types; none: any. */
  readonly types: readonly string[];
}

export function fileLimits(field: CollectionField): FileLimits {
  const types: unknown = field["mimeTypes"];
  return {
    count: Math.max(1, Number(field["maxSelect"] ?? 1)),
    size: Number(field["maxSize"]) > 0 ? Number(field["maxSize"]) : usualSize,
    types: Array.isArray(types) ? types.map(String) : [],
  };
}

/**
 * Adds files to those of a field, as far as it takes them; the server checks them again. Where there can be one, the new one
 * takes the place of the old.
 *
 * @returns the entries, and what is wrong with what is left out
 */
export function takeFiles(
  field: CollectionField,
  entries: readonly FileEntry[],
  files: readonly File[],
): { readonly entries: readonly FileEntry[]; readonly problem?: string } {
  const limits = fileLimits(field);
  const problems: string[] = [];
  const fitting = files.filter((file) => {
    const problem = problemOf(file, limits);
    if (problem !== undefined) problems.push(problem);
    return problem === undefined;
  });
  const isOne = !isMultiple(field);
  const room = isOne ? 1 : limits.count - keptFiles(entries).length;
  const taken = fitting.slice(0, Math.max(0, room));
  const left = fitting.length - taken.length;
  if (left > 0) {
    problems.push(fill(texts.tooMany, { count: limits.count, left }));
  }
  const before =
    isOne && taken.length > 0
      ? entries.flatMap((entry) =>
          entry.kind === "stored" ? [{ ...entry, isRemoved: true }] : [],
        )
      : entries;
  return {
    entries: [...before, ...taken.map(newFile)],
    ...(problems.length > 0 && { problem: problems.join(" ") }),
  };
}

function problemOf(file: File, limits: FileLimits): string | undefined {
  const { name, size, type } = file;
  if (size > limits.size) {
    return fill(texts.tooLarge, {
      file: name,
      size: fileSize(size),
      limit: fileSize(limits.size),
    });
  }
  // The browser goes by the name alone, and often does not know: then the server, which looks into it, decides.
  const isWrong =
    type !== "" && limits.types.length > 0 && !limits.types.includes(type);
  return isWrong && isSurelyKnown(type)
    ? fill(texts.wrongType, { file: name, type })
    : undefined;
}

/** Of these kinds browsers and the server say the same. */
function isSurelyKnown(type: string): boolean {
  return /^(?:image\/(?:png|jpeg|gif|webp|svg\+xml)|application\/pdf|video\/mp4|audio\/mpeg|text\/(?:plain|html|csv))$/.test(
    type,
  );
}
