import type { CollectionModel } from "pocketbase";
import {
  labelFields,
  relatedLabelNeeds,
} from "../../../server/record-labels.ts";

/** The `expand` that records of a collection need to be called by their labels; empty if none. */
export function presentableExpand(
  collection: CollectionModel,
  collections: readonly CollectionModel[],
): string {
  const relations = labelFields(collection).filter(
    ({ type }) => type === "relation",
  );
  return relatedLabelNeeds(relations, collections).expand.join(",");
}
