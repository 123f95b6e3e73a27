import {
  Download,
  Ellipsis,
  Radio,
  RefreshCw,
  Settings2,
  Trash2,
  TriangleAlert,
} from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { IconButton } from "../../components/button.tsx";
import { useConfirm } from "../../components/overlays/confirm.tsx";
import { EmptyState } from "../../components/layout/empty-state.tsx";
import { Menu } from "../../components/overlays/menu.tsx";
import { Notice } from "../../components/layout/notice.tsx";
import { PageHeader } from "../../components/layout/page-header.tsx";
import { toast } from "../../components/overlays/toasts.tsx";
import { client } from "../../server/client.ts";
import { describeProblem } from "../../server/problem.ts";
import { useTitle } from "../../shell/use-title.ts";
import { logsText } from "../../text/logs.ts";
import { LogsChart } from "./chart/logs-chart.tsx";
import { LogPanel } from "./details/log-panel.tsx";
import {
  logsFilter,
  syntaxProblem,
  withoutTime,
} from "./entries/logs-filter.ts";
import {
  newestFirst,
  useEntries,
  withoutTwins,
} from "./entries/use-entries.ts";
import { useFollowed } from "./entries/use-followed.ts";
import { useCount, useStatistics } from "./entries/use-statistics.ts";
import { LogsSelectionBar } from "./export/logs-selection-bar.tsx";
import { exportFound } from "./export/export-found.ts";
import { LogsFilterBar } from "./logs-filter-bar.tsx";
import styles from "./logs-page.module.css";
import { NoEntries } from "./no-entries.tsx";
import { refreshLogs } from "./refresh-logs.ts";
import { LogSettingsDialog } from "./settings/log-settings-dialog.tsx";
import { LogsTable } from "./table/logs-table.tsx";
import { useLogSelection } from "./table/use-log-selection.ts";
import { useLogsSearch } from "./use-logs-search.ts";

/** What was asked of the server, and what happened on it. */
export function LogsPage() {
  const { search, sort, range, logId, ...act } = useLogsSearch();
  const [isFollowing, setFollowing] = useState(true);
  const [hasDialog, setDialog] = useState(false);
  const confirm = useConfirm();

  const filter = logsFilter(search);
  const allTime = withoutTime(search);
  const request = useMemo(() => ({ filter, sort }), [filter, sort]);
  const list = useEntries(request);
  const { entries: loaded, fetchNextPage, isFetchingNextPage } = list;
  const canFollow = sort === newestFirst && range === undefined;
  const followed = useFollowed(
    filter,
    loaded[0],
    isFollowing && canFollow && list.isSuccess && !list.isPlaceholderData,
  );
  const entries = useMemo(
    () => withoutTwins(canFollow ? [...followed, ...loaded] : loaded),
    [followed, loaded, canFollow],
  );
  const statistics = useStatistics(allTime, isFollowing && canFollow);
  const found = useCount(filter, range !== undefined);
  const total = statistics.data?.reduce((sum, { count }) => sum + count, 0);
  const selection = useLogSelection(entries);

  useTitle(logsText.title);

  const loadMore = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [isFetchingNextPage, fetchNextPage]);

  async function removeAll(): Promise<void> {
    const { title, text: warning, action, done } = logsText.removal;
    const kind = "danger";
    if (!(await confirm({ title, text: warning, action, kind }))) return;
    try {
      await client.logs.truncate();
      toast.good(done);
      await refreshLogs();
    } catch (error) {
      toast.bad(describeProblem(error).message);
    }
  }

  return (
    <div className={styles["page"]}>
      <PageHeader
        title={logsText.title}
        actions={
          <>
            <IconButton
              icon={Radio}
              label={logsText.follow}
              pressed={isFollowing && canFollow}
              disabled={!canFollow}
              onClick={() => setFollowing(!isFollowing)}
            />
            <IconButton
              icon={RefreshCw}
              label={logsText.refresh}
              busy={list.isFetching && !isFetchingNextPage}
              onClick={() => void refreshLogs()}
            />
            <IconButton
              icon={Settings2}
              label={logsText.settings}
              onClick={() => setDialog(true)}
            />
            <Menu
              label={logsText.more}
              trigger={<IconButton icon={Ellipsis} label={logsText.more} />}
              items={[
                {
                  label: logsText.export.found,
                  icon: Download,
                  onSelect: () => void exportFound(request),
                },
                {
                  label: logsText.removal.action,
                  icon: Trash2,
                  kind: "danger",
                  separatorBefore: true,
                  onSelect: () => void removeAll(),
                },
              ]}
            />
          </>
        }
      />
      <div className={styles["filter"]}>
        <LogsFilterBar search={search} onSearch={act.searchFor} />
        <div role="alert">
          {list.error !== null && (
            <Notice kind="bad" title={logsText.filter.problem}>
              {syntaxProblem(search.filter) ??
                describeProblem(list.error).message}
            </Notice>
          )}
        </div>
      </div>
      <LogsChart
        hours={statistics.data}
        count={range === undefined ? total : found}
        hasFailed={list.isError}
        range={range}
        onRange={act.look}
      />
      <LogsTable
        entries={entries}
        order={`${sort} ${filter}`}
        sort={sort}
        selection={selection}
        isPending={list.isPending}
        hasMore={list.hasNextPage}
        empty={
          list.error === null ? (
            <NoEntries search={search} onSearch={act.searchFor} />
          ) : (
            <EmptyState icon={TriangleAlert} title={logsText.failed} />
          )
        }
        onSort={act.sortBy}
        onMore={loadMore}
        onOpen={act.open}
      />
      {selection.count > 0 && (
        <LogsSelectionBar
          entries={entries.filter(({ id }) => selection.has(id))}
          onClear={() => selection.setAll([])}
        />
      )}
      {logId !== undefined && (
        <LogPanel
          key={logId}
          id={logId}
          known={entries.find(({ id }) => id === logId)}
          onClose={() => act.open(undefined)}
          onFilter={act.findLike}
        />
      )}
      {hasDialog && (
        <LogSettingsDialog
          onClose={() => setDialog(false)}
          onSaved={() => void refreshLogs()}
        />
      )}
    </div>
  );
}
