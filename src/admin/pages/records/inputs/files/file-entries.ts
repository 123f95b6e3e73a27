/** A file of a record that is being edited. */
export type FileEntry = StoredFile | NewFile;

export interface StoredFile {
  readonly kind: "stored";
  readonly name: string;
  /** Whether saving removes it; until then that can be undone. */
  readonly isRemoved: boolean;
}

export interface NewFile {
  readonly kind: "new";
  /** Tells it from others, as two may have the same name. */
  readonly key: string;
  readonly file: File;
}

/** Files as the API writes them, one or many. */
export function storedFiles(value: unknown): readonly StoredFile[] {
  const names = Array.isArray(value) ? value : [value];
  return names
    .filter((name) => typeof name === "string" && name !== "")
    .map((name: string) => ({ kind: "stored", name, isRemoved: false }));
}

export function newFile(file: File): NewFile {
  return { kind: "new", key: crypto.randomUUID(), file };
}

export function fileEntries(value: unknown): readonly FileEntry[] {
  return Array.isArray(value) ? (value as readonly FileEntry[]) : [];
}

/** Those that are there once it is saved. */
export function keptFiles(entries: readonly FileEntry[]): readonly FileEntry[] {
  return entries.filter((entry) => entry.kind === "new" || !entry.isRemoved);
}

/** Tells an entry from the others of its field. */
export function entryId(entry: FileEntry): string {
  return entry.kind === "new" ? entry.key : entry.name;
}

export function entryName(entry: FileEntry): string {
  return entry.kind === "new" ? entry.file.name : entry.name;
}

export function hasNewFiles(value: unknown): boolean {
  return fileEntries(value).some(({ kind }) => kind === "new");
}
