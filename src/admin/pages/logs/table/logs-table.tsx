import { ArrowDown, ArrowUp } from "lucide-react";
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useRef,
} from "react";
import { Button } from "../../../components/button.tsx";
import { fill } from "../../../text/index.ts";
import { logsText } from "../../../text/logs.ts";
import { useRowHeight } from "../../../components/scrolling/use-row-height.ts";
import { useTableScroll } from "../../../components/scrolling/use-table-scroll.ts";
import type { LogEntry } from "../entries/log-entry.ts";
import { newestFirst } from "../entries/use-entries.ts";
import { LogRow } from "./log-row.tsx";
import styles from "./logs-table.module.css";
import type { LogSelection } from "./use-log-selection.ts";
import { useStillness } from "./use-stillness.ts";

const { table: texts } = logsText;

/** Rows from the end at which more are loaded. */
const ahead = 20;

/** Columns that one may sort by, and how: first the one way, then the other. */
const sorts = {
  time: [newestFirst, "@rowid"],
  duration: ["-data.execTime", "data.execTime"],
} as const;

/** Entries in rows: those near the view are rendered, and more loaded when their end comes near. */
export function LogsTable({
  entries,
  order,
  sort,
  selection,
  isPending,
  hasMore,
  empty,
  onSort,
  onMore,
  onOpen,
}: {
  readonly entries: readonly LogEntry[];
  /** Another one when other entries are shown: they are looked at from the first. */
  readonly order: string;
  readonly sort: string;
  readonly selection: LogSelection;
  readonly isPending: boolean;
  readonly hasMore: boolean;
  /** Shown when there are none. */
  readonly empty: ReactNode;
  readonly onSort: (sort: string) => void;
  readonly onMore: () => void;
  readonly onOpen: (id: string) => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const { shown, waiting, hold, release } = useStillness(entries, order);
  const scroll = useTableScroll(scroller, shown.length, rowHeight);
  const { range, goTo, firstInView, onScroll, show } = scroll;

  useEffect(
    () => onScroll(() => (firstInView() > 0 ? hold() : release())),
    [onScroll, firstInView, hold, release],
  );
  useEffect(() => {
    if (hasMore && range.end >= shown.length - ahead) onMore();
  }, [hasMore, range.end, shown.length, onMore]);

  const shownOrder = useRef(order);
  useEffect(() => {
    if (shownOrder.current === order) return;
    shownOrder.current = order;
    goTo(0);
  }, [order, goTo]);

  function handleClick({ target, shiftKey }: MouseEvent): void {
    if (!(target instanceof Element)) return;
    const id = target.closest<HTMLElement>("[data-id]")?.dataset["id"];
    if (id === undefined || target.closest("a") !== null) return;
    const isMarked = document.getSelection()?.isCollapsed === false;
    if (target.closest("input") !== null) selection.toggle(id, shiftKey);
    else if (!isMarked && target.closest("label") === null) onOpen(id);
  }

  /** Arrows go from one entry's link to the next; Space selects. */
  function handleKey(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
    const focused = document.activeElement;
    const row = focused?.closest<HTMLElement>("[data-id]");
    if (event.key === " " && row?.dataset["id"] !== undefined) {
      event.preventDefault();
      selection.toggle(row.dataset["id"], event.shiftKey);
      return;
    }
    const isOwn = row !== undefined || focused === scroller.current;
    if (by === 0 || !isOwn) return;
    const at = row ? Number(row.getAttribute("aria-rowindex")) - 2 : -1;
    const next = Math.min(Math.max(at + by, 0), shown.length - 1);
    event.preventDefault();
    show(next);
    scroller.current
      ?.querySelector<HTMLElement>(`[aria-rowindex="${next + 2}"] a`)
      ?.focus({ preventScroll: true });
  }

  const { isAll, isSome } = selection.extentOf(shown);
  return (
    <div
      className={styles["frame"]}
      style={{ "--row-height": `${rowHeight}px` } as CSSProperties}
    >
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        className={styles["table"]}
        aria-label={texts.label}
        aria-rowcount={hasMore ? -1 : shown.length + 1}
        aria-busy={isPending || undefined}
        aria-multiselectable
        onClick={handleClick}
        onKeyDown={handleKey}
      >
        <div role="rowgroup" className={styles["header"]}>
          <div role="row" aria-rowindex={1} className={styles["headings"]}>
            <span role="columnheader">
              <label className={styles["box"]}>
                <input
                  ref={(input) => {
                    if (input) input.indeterminate = isSome && !isAll;
                  }}
                  type="checkbox"
                  aria-label={texts.selectAll}
                  checked={isAll}
                  disabled={shown.length === 0}
                  onChange={() => selection.setAll(isAll ? [] : shown)}
                />
              </label>
            </span>
            <SortHeading
              label={texts.time}
              sort={sort}
              ways={sorts.time}
              onSort={onSort}
            />
            <Heading>{texts.level}</Heading>
            <Heading>{texts.message}</Heading>
            <Heading>{texts.status}</Heading>
            <SortHeading
              label={texts.duration}
              sort={sort}
              ways={sorts.duration}
              onSort={onSort}
            />
            <Heading>{texts.auth}</Heading>
          </div>
        </div>
        <div
          role="rowgroup"
          className={styles["box-of-rows"]}
          style={{ height: scroll.boxHeight }}
        >
          <div
            role="presentation"
            className={styles["rows"]}
            style={{ top: scroll.rowsTop }}
          >
            {shown.slice(range.first, range.end).map((entry, index) => (
              <LogRow
                key={entry.id}
                entry={entry}
                position={range.first + index + 1}
                isSelected={selection.has(entry.id)}
              />
            ))}
          </div>
        </div>
      </div>
      {shown.length === 0 && !isPending && (
        <div className={styles["empty"]}>{empty}</div>
      )}
      {isPending && (
        <div role="status" className={styles["loading"]}>
          {texts.loading}
        </div>
      )}
      <div role="status" className={styles["waiting"]}>
        {waiting > 0 && (
          <Button
            size="small"
            icon={ArrowUp}
            onClick={() => {
              release();
              goTo(0);
            }}
          >
            {fill(waiting === 1 ? texts.newOne : texts.newMany, {
              count: waiting,
            })}
          </Button>
        )}
      </div>
    </div>
  );
}

function Heading({ children }: { readonly children: string }) {
  return (
    <span role="columnheader" className={styles["heading"]}>
      {children}
    </span>
  );
}

function SortHeading({
  label,
  sort,
  ways: [first, second],
  onSort,
}: {
  readonly label: string;
  readonly sort: string;
  readonly ways: readonly [string, string];
  readonly onSort: (sort: string) => void;
}) {
  const isDescending = sort === first;
  const isSorted = isDescending || sort === second;
  const Icon = isDescending ? ArrowDown : ArrowUp;
  return (
    <span
      role="columnheader"
      className={styles["heading"]}
      aria-sort={
        isSorted ? (isDescending ? "descending" : "ascending") : undefined
      }
    >
      <button
        type="button"
        className={styles["sort"]}
        title={fill(texts.sortBy, { column: label })}
        onClick={() => onSort(isDescending ? second : first)}
      >
        {label}
        {isSorted && <Icon aria-hidden />}
      </button>
    </span>
  );
}
