import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import type { CollectionModel } from "pocketbase";
import {
  startTransition,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { EmptyState } from "../../components/layout/empty-state.tsx";
import { Skeleton } from "../../components/layout/skeleton.tsx";
import { SplitPane } from "../../components/layout/split-pane.tsx";
import { useBeginning } from "../../routing/use-beginning.ts";
import {
  refreshCollections,
  useCollections,
  useScaffolds,
} from "../../server/collections.ts";
import { describeProblem } from "../../server/problem.ts";
import { useSettings } from "../../server/settings.ts";
import { useTitle } from "../../shell/use-title.ts";
import { collectionsText } from "../../text/collections.ts";
import { fill } from "../../text/index.ts";
import styles from "./collections-page.module.css";
import { type RecordsSearch, RecordsView } from "../records/records-view.tsx";
import { PageDialogs, type PageDialog } from "./page-dialogs.tsx";
import { Sidebar } from "./sidebar/sidebar.tsx";
import {
  findChosenCollection,
  useChosenCollection,
} from "./use-chosen-collection.ts";
import { LoadFailure } from "../../components/layout/load-failure.tsx";

const texts = collectionsText.page;

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
  // The list of collections answers a click at once, the records follow.
  const shown = useDeferredValue(
    useMemo(() => ({ chosen, search }), [chosen, search]),
  );
  const [dialog, setDialog] = useState<PageDialog>();
  const open = (next: PageDialog) => startTransition(() => setDialog(next));
  const name = chosen?.name;
  const followed = useRef<string>(undefined);

  // Whoever goes elsewhere by the browser's buttons or the palette leaves what lies above the page, too.
  useEffect(() => {
    if (search.collection !== followed.current) setDialog(undefined);
  }, [search.collection]);
  useTitle(name ?? collectionsText.title);
  const settings = useSettings().data;
  // Whether that is hidden is known with the settings.
  const isNewAsked = search.create === "collection" && settings !== undefined;
  useBeginning(isNewAsked, () => {
    if (settings?.meta.hideControls !== true) open({ kind: "new" });
    void navigate({ search: { ...search, create: undefined }, replace: true });
  });

  function show(collection: string | undefined): void {
    followed.current = collection;
    // Nothing is left behind: an editor stays open, or has asked already.
    void navigate({ search: { collection }, ignoreBlocker: true });
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
            onNew={() => open({ kind: "new" })}
            onRules={() => open({ kind: "rules" })}
            onPicture={() => open({ kind: "picture" })}
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
            {shown.chosen !== undefined && (
              <Records
                key={shown.chosen.id}
                collection={shown.chosen}
                collections={collections}
                search={shown.search}
                onOpen={open}
              />
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

function Records({
  collection,
  collections,
  search,
  onOpen,
}: {
  readonly collection: CollectionModel;
  readonly collections: readonly CollectionModel[];
  readonly search: RecordsSearch;
  readonly onOpen: (dialog: PageDialog) => void;
}) {
  const navigate = useNavigate({ from: "/collections" });
  const router = useRouter();

  /** What is shown may be behind the address: a change is one of the address as it is now, and none once that leads elsewhere. */
  function handleSearch(
    change: RecordsSearch | ((now: RecordsSearch) => RecordsSearch),
    { replace = false }: { readonly replace?: boolean } = {},
  ): void {
    const { pathname, search: now } = router.latestLocation;
    const named = findChosenCollection(collections, now.collection);
    if (pathname !== "/collections" || named?.id !== collection.id) return;
    void navigate({
      search: (before) => ({
        ...before,
        collection: collection.name,
        ...(typeof change === "function" ? change(before) : change),
      }),
      replace,
    });
  }

  return (
    <RecordsView
      collection={collection}
      collections={collections}
      search={search}
      onSearch={handleSearch}
      onEditCollection={() => onOpen({ kind: "edit", collection })}
      onApiPreview={() => onOpen({ kind: "api", collection })}
    />
  );
}
