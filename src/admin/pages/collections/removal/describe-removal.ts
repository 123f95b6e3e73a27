import type { CollectionModel } from "pocketbase";
import { refusalOf } from "../../../server/change-refusal.ts";
import type {
  ChangePreview,
  CollectionPreview,
} from "../../../server/collection-dry-run.ts";
import { describeProblem } from "../../../server/problem.ts";
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
      ];
    }),
  ];
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

/** Why the server would not delete or empty the collection; undefined if it would. */
export function describeRefusal(
  preview: ChangePreview,
  { id }: Pick<CollectionModel, "id">,
): string | undefined {
  const refusal = refusalOf(preview);
  if (refusal === undefined) return undefined;
  const own = preview.collections.find((other) => other.id === id);
  const reasons = own === undefined ? [] : findObstacles(own);
  return reasons.length > 0
    ? reasons.join(" ")
    : describeProblem(refusal).message;
}

function findObstacles({
  action,
  references,
  consequences,
}: CollectionPreview): readonly string[] {
  if (action === "delete") {
    const names = references.map(
      ({ collection, field }) => `${collection}.${field}`,
    );
    return names.length === 0
      ? []
      : [fill(texts.referenced, { names: names.join(", ") })];
  }
  return consequences
    .map(({ collection, blocking }) =>
      count(texts.blocking, blocking, collection),
    )
    .filter((line) => line !== undefined);
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
