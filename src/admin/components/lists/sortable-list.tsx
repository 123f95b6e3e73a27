import { lazy, type ReactNode, Suspense } from "react";
import { componentsText } from "../../text/components.ts";
import { fill } from "../../text/index.ts";
import { DragHandle } from "./drag-handle.tsx";
import styles from "./sortable-list.module.css";

const SortableItems = lazy(async () => ({
  default: (await import("./sortable-items.tsx")).SortableItems,
}));

/** Things that can be put in another order, by dragging and by keyboard. */
export function SortableList<Item>({
  items,
  getId,
  getLabel,
  onReorder,
  renderItem,
  waits = false,
}: {
  readonly items: readonly Item[];
  readonly getId: (item: Item) => string;
  /** What a screen reader calls it; its position unless told. */
  readonly getLabel?: (item: Item) => string;
  /** Called with all items in their new order. */
  readonly onReorder: (items: Item[]) => void;
  /** The handle is the button that the item is moved by. */
  readonly renderItem: (item: Item, handle: ReactNode) => ReactNode;
  /**
   * Whether what it is in does not appear before it can be sorted, for what takes the focus as it appears: the list that
   * stands in for it goes, and the focus with it.
   */
  readonly waits?: boolean;
}) {
  const rows = items.map((item, index) => ({
    id: getId(item),
    label:
      getLabel?.(item) ??
      fill(componentsText.sort.item, { position: index + 1 }),
    render: (handle: ReactNode) => renderItem(item, handle),
  }));

  function move(from: number, to: number): void {
    const moved = items[from];
    if (moved === undefined) return;
    onReorder(items.toSpliced(from, 1).toSpliced(to, 0, moved));
  }

  const sortable = <SortableItems rows={rows} onMove={move} />;
  if (waits) return sortable;
  return (
    <Suspense
      fallback={
        <ul className={styles["list"]}>
          {rows.map(({ id, label, render }) => (
            <li key={id} className={styles["row"]}>
              {render(<DragHandle label={label} />)}
            </li>
          ))}
        </ul>
      }
    >
      {sortable}
    </Suspense>
  );
}
