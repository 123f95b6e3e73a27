import type { CollectionModel } from "pocketbase";
import { useConfirm } from "../../../components/overlays/confirm.tsx";
import { toast } from "../../../components/overlays/toasts.tsx";
import { client } from "../../../server/client.ts";
import { refreshCollections } from "../../../server/collections.ts";
import { refreshRecords } from "../../../server/records.ts";
import { collectionsText } from "../../../text/collections.ts";
import { fill } from "../../../text/index.ts";
import { RemovalPreview } from "./removal-preview.tsx";
import { attempt } from "../../attempt.ts";

const texts = collectionsText.remove;

/** Deletes collections, or all their records, once the name was typed. Each resolves to whether it was done. */
export function useRemoval(): {
  readonly remove: (collection: CollectionModel) => Promise<boolean>;
  readonly truncate: (collection: CollectionModel) => Promise<boolean>;
} {
  const confirm = useConfirm();

  async function act(
    work: () => Promise<unknown>,
    said: string,
  ): Promise<boolean> {
    if (!(await attempt(work))) return false;
    toast.good(said);
    await refreshRecords();
    return true;
  }

  return {
    async remove(collection) {
      const { id, name, type } = collection;
      const isWanted = await confirm({
        title: fill(texts.title, { name }),
        text: (
          <RemovalPreview
            collection={collection}
            action="delete"
            text={type === "view" ? texts.viewText : texts.text}
          />
        ),
        action: texts.action,
        kind: "danger",
        typed: name,
      });
      if (!isWanted) return false;
      const isDone = await act(
        () => client.collections.delete(id),
        fill(collectionsText.page.deleted, { name }),
      );
      if (isDone) await refreshCollections();
      return isDone;
    },

    async truncate(collection) {
      const { id, name } = collection;
      const isWanted = await confirm({
        title: fill(texts.truncateTitle, { name }),
        text: (
          <RemovalPreview
            collection={collection}
            action="truncate"
            text={texts.truncateText}
          />
        ),
        action: texts.truncateAction,
        kind: "danger",
        typed: name,
      });
      return (
        isWanted &&
        act(
          () => client.collections.truncate(id),
          fill(collectionsText.page.truncated, { name }),
        )
      );
    },
  };
}
