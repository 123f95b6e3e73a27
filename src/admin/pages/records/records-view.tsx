import { ClientResponseError, type CollectionModel } from "pocketbase";
import {
  startTransition,
  useCallback,
  useDeferredValue,
  useMemo,
  useRef,
  useState,
} from "react";
import { refreshCollections } from "../../server/collections.ts";
import { useBeginning } from "../../routing/use-beginning.ts";
import { describeProblem } from "../../server/problem.ts";
import { isNewestFirst } from "../../server/records-request.ts";
import { ColumnsMenu } from "./columns/columns-menu.tsx";
import { useColumns } from "./columns/use-columns.ts";
import { useExport } from "./export/use-export.ts";
import { FilterBar } from "./filter/filter-bar.tsx";
import { type OpenPanel, RecordPanels } from "./record-panels.tsx";
import { RecordsEmpty } from "./records-empty.tsx";
import { RecordsHeader } from "./records-header.tsx";
import styles from "./records-view.module.css";
import { RemovalDialog } from "./selection/removal-dialog.tsx";
import { selectedIds } from "./selection/selected-ids.ts";
import {
  countSelected,
  isAnySelected,
  nothingSelected,
  select,
} from "./selection/selection.ts";
import { RecordsSelectionBar } from "./selection/records-selection-bar.tsx";
import { useSelection } from "./selection/use-selection.ts";
import { CollectionsContext } from "./table/collections-context.ts";
import { nextSort } from "./table/next-sort.ts";
import { RecordsTable } from "./table/records-table.tsx";
import type { RowActions } from "./table/row-actions.ts";
import type { TableHandle } from "./table/table-props.ts";
import { useFreshRows } from "./table/use-fresh-rows.ts";
import { useLiveRows } from "./table/use-live-rows.ts";
import { useRequest } from "./table/use-request.ts";
import { useRowCount } from "./table/use-rows.ts";
import { useBusy } from "./use-busy.ts";
import { copyAndSay } from "../../components/texts/copy-and-say.ts";
import { attempt } from "../attempt.ts";

/** What of an address is the table's: names as in PocketBase's addresses. */
export interface RecordsSearch {
  readonly filter?: string | undefined;
  readonly sort?: string | undefined;
  /** The id of the record that is open. */
  readonly record?: string | undefined;
  /** `record`: a new one is to be begun. */
  readonly create?: string | undefined;
}

/** A collection's records: searched, sorted, selected, opened. */
export function RecordsView({
  collection,
  collections,
  search,
  onSearch,
  onEditCollection,
  onApiPreview,
}: {
  readonly collection: CollectionModel;
  readonly collections: readonly CollectionModel[];
  readonly search: RecordsSearch;
  readonly onSearch: (
    change: RecordsSearch | ((now: RecordsSearch) => RecordsSearch),
    options?: { readonly replace?: boolean },
  ) => void;
  readonly onEditCollection: () => void;
  readonly onApiPreview: () => void;
}) {
  const { filter = "", sort = "" } = search;
  const isView = collection.type === "view";
  const chosenColumns = useColumns(collection);
  // Their menu answers a click at once, the table follows.
  const columns = useDeferredValue(chosenColumns);
  const request = useRequest(collection, collections, columns, filter, sort);
  const [selection, setSelection] = useSelection(request.filter);
  const [panel, setPanel] = useState<OpenPanel>();
  const open = useCallback(
    (next: OpenPanel) => startTransition(() => setPanel(next)),
    [],
  );
  const [removing, setRemoving] = useState<readonly string[]>();
  const [error, setError] = useState<Error>();
  useBeginning(search.create === "record", () => {
    if (!isView) open({ kind: "new" });
    onSearch({ create: "" }, { replace: true });
  });
  const table = useRef<TableHandle>(null);
  const { count, isCounted } = useRowCount(request);
  const live = useLiveRows(
    request,
    !isView,
    () => isNewestFirst(request) && table.current?.isAtTop() === true,
  );
  const { reload } = live;
  const exporting = useExport(collection, request);
  const refreshing = useBusy(reload);
  useFreshRows(request, reload);

  const actions = useMemo<RowActions>(
    () => ({
      openRelated: (id, record) =>
        open({ kind: "related", collection: id, id: record }),
      preview: (record, name) => open({ kind: "file", record, name }),
      copy: (content) => void copyAndSay(content),
    }),
    [open],
  );

  function changed(isNew: boolean): void {
    if (isNew && isNewestFirst(request)) table.current?.goToTop();
    void reload();
  }

  const noteError = useCallback((failure: Error | undefined) => {
    setError(failure);
    // The collection may have been deleted, or called something else.
    if (failure instanceof ClientResponseError && failure.status === 404) {
      void refreshCollections();
    }
  }, []);

  const removal = useBusy(async () => {
    await attempt(async () =>
      setRemoving(await selectedIds(selection, request)),
    );
  });

  return (
    <CollectionsContext value={collections}>
      <div className={styles["view"]}>
        <RecordsHeader
          collection={collection}
          isRefreshing={refreshing.isBusy}
          exports={exporting.forAll}
          columnsMenu={<ColumnsMenu {...chosenColumns} />}
          onRefresh={() => void refreshing.run()}
          onNew={() => open({ kind: "new" })}
          onImport={() => open({ kind: "import" })}
          onApiPreview={onApiPreview}
          onEditCollection={onEditCollection}
        />
        <FilterBar
          collection={collection}
          collections={collections}
          value={filter}
          problem={error && describeProblem(error).message}
          onSearch={(text) => onSearch({ filter: text })}
        />
        <RecordsTable
          ref={table}
          collection={collection}
          request={request}
          columns={columns}
          sort={sort}
          onSort={(field) =>
            onSearch(
              (now) => ({ sort: nextSort(collection, now.sort ?? "", field) }),
              { replace: true },
            )
          }
          count={count}
          isCounted={isCounted}
          hasFailed={error !== undefined}
          live={live}
          selection={selection}
          onSelection={setSelection}
          actions={actions}
          onOpen={({ id }) => onSearch({ record: id })}
          onDuplicate={(record) => open({ kind: "copy", of: record })}
          onDelete={({ id }) => setRemoving([id])}
          onDeleteSelected={() => !isView && void removal.run()}
          onError={noteError}
          empty={
            <RecordsEmpty
              search={filter}
              isView={isView}
              onClear={() => onSearch({ filter: "" })}
              onNew={() => open({ kind: "new" })}
            />
          }
        />
        {isAnySelected(selection) && (
          <RecordsSelectionBar
            count={countSelected(selection, count ?? 0)}
            canDelete={!isView}
            isBusy={removal.isBusy}
            exports={exporting.forSelected(selection)}
            onDelete={() => void removal.run()}
            onClear={() => setSelection(() => nothingSelected)}
          />
        )}
      </div>
      <RecordPanels
        collection={collection}
        collections={collections}
        record={search.record}
        panel={panel}
        onCloseRecord={() => onSearch({ record: "" })}
        onClosePanel={() => setPanel(undefined)}
        onChanged={changed}
      />
      {removing !== undefined && (
        <RemovalDialog
          collection={collection.id}
          ids={removing}
          onRemoved={(gone) => {
            setSelection((now) =>
              now.kind === "these" ? select(now, gone, false) : nothingSelected,
            );
            void reload();
          }}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </CollectionsContext>
  );
}
