import type { CollectionModel } from "pocketbase";
import { useConfirm } from "../../../components/overlays/confirm.tsx";
import { toast } from "../../../components/overlays/toasts.tsx";
import { client } from "../../../server/client.ts";
import { previewChange } from "../../../server/collection-dry-run.ts";
import { refreshCollections } from "../../../server/collections.ts";
import { refreshRecords } from "../../../server/records.ts";
import { collectionsText } from "../../../text/collections.ts";
import { fill } from "../../../text/index.ts";
import { attempt } from "../../attempt.ts";
import { describeRefusal } from "./describe-removal.ts";
import { RemovalPreview } from "./removal-preview.tsx";

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
      const preview = previewChange({ delete: id }).catch(() => undefined);
      const isWanted = await confirm({
        title: fill(texts.title, { name }),
        text: (
          <RemovalPreview
            collection={collection}
            preview={preview}
            text={type === "view" ? texts.viewText : texts.text}
          />
        ),
        action: texts.action,
        kind: "danger",
        typed: name,
        refusal: preview.then(
          (told) => told && describeRefusal(told, collection),
        ),
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
      const preview = previewChange({ truncate: id }).catch(() => undefined);
      const isWanted = await confirm({
        title: fill(texts.truncateTitle, { name }),
        text: (
          <RemovalPreview
            collection={collection}
            preview={preview}
            text={texts.truncateText}
          />
        ),
        action: texts.truncateAction,
        kind: "danger",
        typed: name,
        refusal: preview.then(
          (told) => told && describeRefusal(told, collection),
        ),
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
