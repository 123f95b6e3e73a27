import type {
  ChangePreview,
  CollectionPreview,
} from "../../../server/collection-dry-run.ts";
import { fill } from "../../../text/index.ts";
import { transferText } from "../../../text/transfer.ts";
import type { ImportPlan } from "./plan-import.ts";

const texts = transferText.review;

/** What is lost with an import, in sentences: as the plan says, and with what the server has counted so far. */
export function lossesOf(
  { removed, changed }: ImportPlan,
  preview: ChangePreview | undefined,
): readonly string[] {
  const previewOf = (id: string) =>
    preview?.collections.find((collection) => collection.id === id);
  const collections = removed.flatMap(({ id, name }) => {
    const told = previewOf(id);
    return [
      counted(texts.collection, texts.collectionCounted, name, told?.records),
      ...besides(told),
    ];
  });
  const fields = changed.flatMap(({ id, name, removedFields }) => {
    const told = previewOf(id);
    const lost = new Set(removedFields);
    for (const field of told?.fields ?? []) {
      if (field.action === "change" && (field.rows ?? 0) > 0) {
        lost.add(field.name);
      }
    }
    return Array.from(lost, (field) =>
      counted(
        texts.field,
        texts.fieldCounted,
        `${name}.${field}`,
        told?.fields.find((other) => other.name === field)?.rows,
      ),
    );
  });
  return [...collections, ...fields];
}

/** What the new options refuse, though nothing is lost yet. */
export function unfitOf(preview: ChangePreview): readonly string[] {
  return preview.collections.flatMap(({ name, fields }) =>
    fields.flatMap((field) =>
      (field.unfit ?? 0) > 0
        ? [
            fill(texts.unfit, {
              name: `${name}.${field.name}`,
              count: write(field.unfit ?? 0),
            }),
          ]
        : [],
    ),
  );
}

/** Rules, views, indexes and options that would not work any more. */
export function brokenBy({ mentions }: ChangePreview): readonly string[] {
  const names = mentions
    .filter(({ outcome }) => outcome === "breaks" || outcome === "dangles")
    .map(({ collection, where }) => `${collection}.${where}`);
  return Array.from(new Set(names));
}

function besides(told: CollectionPreview | undefined): readonly string[] {
  if (told === undefined) return [];
  const along = told.consequences.flatMap(
    ({ collection, deleted, released }) => [
      line(texts.alongDeleted, deleted, collection),
      line(texts.alongReleased, released, collection),
    ],
  );
  return [line(texts.files, told.files), ...along].filter(
    (sentence) => sentence !== undefined,
  );
}

function line(
  template: string,
  count: number | null,
  collection?: string,
): string | undefined {
  return count === null || count === 0
    ? undefined
    : fill(template, { count: write(count), collection });
}

function counted(
  plain: string,
  withCount: string,
  name: string,
  count: number | null | undefined,
): string {
  return count === null || count === undefined
    ? fill(plain, { name })
    : fill(withCount, { name, count: write(count) });
}

function write(count: number): string {
  return count.toLocaleString("en");
}
