import type { CollectionModel } from "pocketbase";
import { collectionsText } from "../../../text/collections.ts";
import type { CollectionDraft } from "./collection-draft.ts";

const texts = collectionsText.editor.nameProblems;

/** What is wrong with the name of a collection, as far as it can be told before it is sent. */
export function findCollectionNameProblem(
  { id, name, system }: CollectionDraft,
  collections: readonly CollectionModel[],
): string | undefined {
  if (system) return undefined;
  if (name === "") return texts.missing;
  if (!/^\w+$/.test(name)) return texts.characters;
  if (name.toLowerCase().includes("_via_")) return texts.via;
  return collections.some(
    (other) =>
      other.id !== id && other.name.toLowerCase() === name.toLowerCase(),
  )
    ? texts.taken
    : undefined;
}
