import type { CollectionModel } from "pocketbase";
import { lazy, Suspense } from "react";

const CollectionEditor = lazy(async () => ({
  default: (await import("./editor/collection-editor.tsx")).CollectionEditor,
}));
const ApiPreview = lazy(async () => ({
  default: (await import("../api-preview/api-preview.tsx")).ApiPreview,
}));
const RulesOverview = lazy(async () => ({
  default: (await import("./rules-overview/rules-overview.tsx")).RulesOverview,
}));
const SchemaPicture = lazy(async () => ({
  default: (await import("./picture/schema-picture.tsx")).SchemaPicture,
}));

/** What lies above the page. */
export type PageDialog =
  | { readonly kind: "new" | "rules" | "picture" }
  | { readonly kind: "edit" | "api"; readonly collection: CollectionModel };

/** Shows what lies above the page of collections. */
export function PageDialogs({
  dialog,
  onClose,
  onSaved,
  onDeleted,
  onOpen,
}: {
  readonly dialog: PageDialog | undefined;
  readonly onClose: () => void;
  readonly onSaved: (collection: CollectionModel) => void;
  readonly onDeleted: () => void;
  /** Shows the records of a collection. */
  readonly onOpen: (collection: CollectionModel) => void;
}) {
  if (dialog === undefined) return null;
  return (
    <Suspense>
      {(dialog.kind === "new" || dialog.kind === "edit") && (
        <CollectionEditor
          collection={dialog.kind === "edit" ? dialog.collection : undefined}
          onClose={onClose}
          onSaved={onSaved}
          onDeleted={onDeleted}
        />
      )}
      {dialog.kind === "api" && (
        <ApiPreview collection={dialog.collection} onClose={onClose} />
      )}
      {dialog.kind === "rules" && <RulesOverview onClose={onClose} />}
      {dialog.kind === "picture" && (
        <SchemaPicture onClose={onClose} onOpen={onOpen} />
      )}
    </Suspense>
  );
}
