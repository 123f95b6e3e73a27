import { Folder, type LucideIcon, Sheet, Users } from "lucide-react";
import type { CollectionModel } from "pocketbase";

/** The picture of each type of collection. */
export const collectionIcons: Readonly<
  Record<CollectionModel["type"], LucideIcon>
> = {
  base: Folder,
  auth: Users,
  view: Sheet,
};

/** The picture of a collection's type. */
export function iconOfCollection({
  type,
}: {
  readonly type: CollectionModel["type"];
}): LucideIcon {
  return collectionIcons[type];
}
