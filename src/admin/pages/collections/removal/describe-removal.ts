import type { CollectionModel } from "pocketbase";
import type { ChangePreview } from "../../../server/collection-dry-run.ts";
import { collectionsText } from "../../../text/collections.ts";
import { fill } from "../../../text/index.ts";

const texts = collectionsText.remove;

/** What goes when a collection is deleted or emptied, in sentences; numbers that were not counted are left out. */
export function describeRemoval(
  { collections, mentions }: ChangePreview,
  { id }: Pick<CollectionModel, "id">,
): readonly string[] {
  const preview = collections.find((other) => other.id === id);
  if (preview === undefined) return [];
  const lines = [
    count(texts.records, preview.records),
    count(texts.files, preview.files),
    ...preview.consequences.flatMap((consequence) => {
      const { collection } = consequence;
      return [
        count(texts.alongDeleted, consequence.deleted, collection),
        count(texts.alongReleased, consequence.released, collection),
        count(texts.blocking, consequence.blocking, collection),
      ];
    }),
  ];
  const referring = preview.references.map(
    ({ collection, field }) => `${collection}.${field}`,
  );
  if (preview.action === "delete" && referring.length > 0) {
    lines.push(fill(texts.referenced, { names: referring.join(", ") }));
  }
  const broken = mentions
    .filter(({ outcome }) => outcome === "breaks" || outcome === "dangles")
    .map(({ collection, where }) => `${collection}.${where}`);
  if (broken.length > 0) {
    lines.push(
      fill(texts.breaks, { names: Array.from(new Set(broken)).join(", ") }),
    );
  }
  return lines.filter((line) => line !== undefined);
}

function count(
  template: string,
  number: number | null,
  collection?: string,
): string | undefined {
  return number === null || number === 0
    ? undefined
    : fill(template, { count: number.toLocaleString("en"), collection });
}
