import { fill } from "../../../text/index.ts";
import { recordsText } from "../../../text/records.ts";
import { JumpTo } from "./jump-to.tsx";
import styles from "./records-table.module.css";
import type { TableScroll } from "../../../components/scrolling/use-table-scroll.ts";

/** Below the table: how many records there are, and which are seen. */
export function TableStatus({
  count,
  isCounted,
  hasFailed,
  scroll,
}: {
  readonly count: number | undefined;
  readonly isCounted: boolean;
  readonly hasFailed: boolean;
  readonly scroll: TableScroll;
}) {
  const isLong = count !== undefined && count > scroll.rowsInView;
  return (
    <div className={styles["status"]}>
      <span role="status">
        {isCounted || !hasFailed
          ? countText(isCounted ? count : undefined)
          : ""}
      </span>
      {isLong && (
        <JumpTo
          total={count}
          firstInView={scroll.firstInView}
          onScroll={scroll.onScroll}
          onGo={scroll.goTo}
        />
      )}
    </div>
  );
}

function countText(count: number | undefined): string {
  if (count === undefined) return recordsText.counting;
  if (count === 1) return recordsText.countOne;
  return fill(recordsText.count, { count: count.toLocaleString("en") });
}
