import { useNavigate, useSearch } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import type { CollectionModel } from "pocketbase";
import { lazy, Suspense, useState } from "react";
import { EmptyState } from "../../components/empty-state.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { SplitPane } from "../../components/split-pane.tsx";
import { useBeginning } from "../../routing/use-beginning.ts";
import {
  refreshCollections,
  useCollections,
  useScaffolds,
} from "../../server/collections.ts";
import { describeProblem } from "../../server/problem.ts";
import { useTitle } from "../../shell/use-title.ts";
import { collectionsText } from "../../text/collections.ts";
import { fill } from "../../text/index.ts";
import styles from "./collections-page.module.css";
import { PageDialogs, type PageDialog } from "./page-dialogs.tsx";
import { Sidebar } from "./sidebar/sidebar.tsx";
import { useChosenCollection } from "./use-chosen-collection.ts";
import { LoadFailure } from "../../components/load-failure.tsx";

const texts = collectionsText.page;

// Asked for along with this page, as it is shown on nearly every visit.
const recordsView = import("../records/records-view.tsx");
const RecordsView = lazy(async () => ({
  default: (await recordsView).RecordsView,
}));

const nothing: readonly CollectionModel[] = [];

/** The page of collections and their records. */
export function CollectionsPage() {
  const search = useSearch({ from: "/superuser/collections" });
  const navigate = useNavigate({ from: "/collections" });
  const { data, error } = useCollections();
  // A new collection begins with what the server says of it: asked before, so that its panel opens at once.
  useScaffolds();
  const collections = data ?? nothing;
  const chosen = useChosenCollection(collections, search.collection);
  const [dialog, setDialog] = useState<PageDialog>();
  const name = chosen?.name;

  useTitle(name ?? collectionsText.title);
  useBeginning(search.create === "collection", () => {
    setDialog({ kind: "new" });
    void navigate({ search: { ...search, create: undefined }, replace: true });
  });

  function show(collection: string | undefined): void {
    void navigate({ search: { collection } });
  }

  function handleSaved(saved: CollectionModel): void {
    // What is filtered and sorted by may be called something else now.
    if (saved.name !== search.collection) show(saved.name);
  }

  if (error !== null && data === undefined) {
    return (
      <LoadFailure
        title={texts.failed}
        text={describeProblem(error).message}
        onRetry={() => void refreshCollections()}
      />
    );
  }
  return (
    <>
      <SplitPane
        storageKey="collectionsSidebar"
        minSide={176}
        maxSide={480}
        defaultSide={232}
        side={
          <Sidebar
            collections={collections}
            current={chosen?.id}
            onNew={() => setDialog({ kind: "new" })}
            onRules={() => setDialog({ kind: "rules" })}
            onPicture={() => setDialog({ kind: "picture" })}
          />
        }
        main={
          <div className={styles["main"]}>
            {data === undefined && <Skeleton lines={8} />}
            {data !== undefined && chosen === undefined && (
              <EmptyState
                icon={SearchX}
                title={fill(texts.unknown, { name: search.collection ?? "" })}
                text={texts.unknownText}
              />
            )}
            {chosen !== undefined && (
              <Suspense fallback={<Skeleton lines={8} />}>
                <RecordsView
                  key={chosen.id}
                  collection={chosen}
                  collections={collections}
                  search={search}
                  onSearch={(change, { replace = false } = {}) =>
                    void navigate({
                      search: { ...search, collection: chosen.name, ...change },
                      replace,
                    })
                  }
                  onEditCollection={() =>
                    setDialog({ kind: "edit", collection: chosen })
                  }
                  onApiPreview={() =>
                    setDialog({ kind: "api", collection: chosen })
                  }
                />
              </Suspense>
            )}
          </div>
        }
      />
      <PageDialogs
        dialog={dialog}
        onClose={() => setDialog(undefined)}
        onSaved={handleSaved}
        onDeleted={() => show(undefined)}
        onOpen={({ name: opened }) => {
          setDialog(undefined);
          show(opened);
        }}
      />
    </>
  );
}
