import { useQuery } from "@tanstack/react-query";
import type { CollectionModel } from "pocketbase";
import { useId } from "react";
import { fetchFile } from "../../../server/file-content.ts";
import type { FileEntry } from "../inputs/files/file-entries.ts";
import { fileEntries, newFile } from "../inputs/files/file-entries.ts";
import { fileUrl } from "../present/file-url.ts";
import type { EditorTarget } from "./record-editor-props.ts";
import { fetchTagged, type TaggedRecord } from "./saving/tagged-record.ts";
import {
  editedFields,
  type FieldValues,
  valuesOf,
} from "./values/field-values.ts";

/** What an editor begins with. */
export interface Loaded {
  /** The record on the server; undefined for one that is to be made. */
  readonly known: TaggedRecord | undefined;
  readonly base: FieldValues;
  readonly initial: FieldValues;
}

/** Loads what is to be edited. It is loaded once: news come by themselves. */
export function useLoadedRecord(
  collection: CollectionModel,
  target: EditorTarget,
): { readonly loaded: Loaded | undefined; readonly error: Error | null } {
  const editor = useId();
  const { data, error } = useQuery({
    queryKey: ["edited-record", collection.id, editor],
    queryFn: () => load(collection, target),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return { loaded: data, error };
}

async function load(
  collection: CollectionModel,
  target: EditorTarget,
): Promise<Loaded> {
  const base = valuesOf(collection);
  if (target === "new") return { known: undefined, base, initial: base };
  if ("id" in target) {
    const known = await fetchTagged(collection.id, target.id);
    const values = valuesOf(collection, known.record);
    return { known, base: values, initial: values };
  }
  const initial = await copiedValues(collection, target.copyOf.id);
  return { known: undefined, base, initial };
}

/** What a record is copied with: all but what makes it itself. Its files are fetched, to be sent as new ones. */
async function copiedValues(
  collection: CollectionModel,
  id: string,
): Promise<FieldValues> {
  // What the table knows of it may not be all.
  const { record } = await fetchTagged(collection.id, id);
  const copied = { ...valuesOf(collection, record), id: "" };
  const fields = editedFields(collection).filter(({ type }) => type === "file");
  const files = await Promise.all(
    fields.map(async ({ name }) => {
      const entries = fileEntries(valuesOf(collection, record)[name]);
      const fresh = await Promise.all(
        entries.map(async (entry): Promise<readonly FileEntry[]> => {
          if (entry.kind === "new") return [entry];
          const blob = await fetchFile(await fileUrl(record, entry.name));
          const original = originalName(entry.name);
          return [newFile(new File([blob], original, { type: blob.type }))];
        }),
      );
      return [name, fresh.flat()] as const;
    }),
  );
  return { ...copied, ...Object.fromEntries(files) };
}

/** The server adds ten characters to the names of files, which are not to pile up. */
function originalName(name: string): string {
  return name.replace(/_\w{10}(?=\.\w+$|$)/, "");
}
