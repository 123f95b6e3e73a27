import type { CollectionField } from "pocketbase";
import {
  fileEntries,
  type FileEntry,
} from "../../inputs/files/file-entries.ts";

/** The value of here for a field that has another one by now: of files, those that are gone are not kept, and those that came are removed. */
export function keepMine(
  field: CollectionField,
  mine: unknown,
  theirs: unknown,
): unknown {
  if (field.type !== "file") return mine;
  const present = fileEntries(theirs);
  const has = (entries: readonly FileEntry[], name: string) =>
    entries.some((entry) => entry.kind === "stored" && entry.name === name);
  const own = fileEntries(mine).filter(
    (entry) => entry.kind === "new" || has(present, entry.name),
  );
  const come = present.filter(
    (entry) => entry.kind === "stored" && !has(own, entry.name),
  );
  return [...own, ...come.map((entry) => ({ ...entry, isRemoved: true }))];
}
