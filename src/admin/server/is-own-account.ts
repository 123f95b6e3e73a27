import type { CollectionModel } from "pocketbase";
import { client, superusers } from "./client.ts";

/** Whether a record is the account that the visitor is logged in with. */
export function isOwnAccount(
  { name }: Pick<CollectionModel, "name">,
  { id }: { readonly id: string },
): boolean {
  return name === superusers && client.authStore.record?.id === id;
}
