import type { CollectionField, CollectionModel } from "pocketbase";

/** What a record is called by where its collection marks no field as presentable: the first of these that it has. */
const telling = [
  "title",
  "name",
  "label",
  "username",
  "email",
  "nickname",
  "subject",
  "heading",
  "slug",
  "key",
  "code",
];

/** Relations of relations whose records are part of a label. */
export const labelDepth = 2;

/** The fields that say which record it is: those that the collection presents it by, or the most telling one; none but its id otherwise. */
export function labelFields({
  fields,
}: CollectionModel): readonly CollectionField[] {
  const presentable = fields.filter(
    ({ presentable: isChosen, type }) => isChosen && type !== "password",
  );
  if (presentable.length > 0) return presentable;
  return telling
    .flatMap((name) => fields.filter((field) => field.name === name))
    .slice(0, 1);
}

/** The collection that a relation leads to, if it is known. */
export function targetOf(
  field: CollectionField,
  collections: readonly CollectionModel[],
): CollectionModel | undefined {
  if (field.type !== "relation") return undefined;
  return collections.find(({ id }) => id === field["collectionId"]);
}

/** What to ask the server for so that records can be called by their labels: as its `expand` and `fields` say it. */
export interface LabelNeeds {
  readonly expand: readonly string[];
  readonly fields: readonly string[];
}

/** What every record is asked for: the id, and what tells whose it is. */
export const ofEvery = ["id", "collectionId", "collectionName"];

/** What the labels of the records need that these relations lead to. */
export function relatedLabelNeeds(
  relations: readonly CollectionField[],
  collections: readonly CollectionModel[],
  depth = 1,
): LabelNeeds {
  const needs = relations.map((relation): LabelNeeds => {
    const target = targetOf(relation, collections);
    if (target === undefined) return { expand: [], fields: [] };
    const { name } = relation;
    const shown = labelFields(target);
    const deeper =
      depth < labelDepth
        ? relatedLabelNeeds(shown, collections, depth + 1)
        : { expand: [], fields: [] };
    const ofTarget = [...ofEvery, ...shown.map(shortOf)];
    return {
      expand: [name, ...deeper.expand.map((path) => `${name}.${path}`)],
      fields: [...new Set([...ofTarget, ...deeper.fields])].map(
        (path) => `expand.${name}.${path}`,
      ),
    };
  });
  return {
    expand: needs.flatMap(({ expand }) => expand),
    fields: needs.flatMap(({ fields }) => fields),
  };
}

/** Of rich texts the beginning is enough. */
function shortOf({ name, type }: CollectionField): string {
  return type === "editor" ? `${name}:excerpt(100)` : name;
}

/** What of the records that a relation leads to can be searched and sorted by, as filters name it: what their labels say. */
export function relatedLabelPaths(
  relation: CollectionField,
  collections: readonly CollectionModel[],
): readonly string[] {
  const target = targetOf(relation, collections);
  if (target === undefined) return [];
  return labelFields(target)
    .filter(({ type, hidden }) => !hidden && !wordless.has(type))
    .map(({ name }) => `${relation.name}.${name}`);
}

/** Types whose values are not what one reads in a label. */
const wordless = new Set(["file", "relation", "json", "geoPoint", "password"]);
