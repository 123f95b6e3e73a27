import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { type ReactNode, useState } from "react";
import { componentsText } from "../../text/components.ts";
import { fill } from "../../text/index.ts";
import { classes } from "../classes.ts";
import { DragHandle } from "./drag-handle.tsx";
import { useOverlay } from "../overlays/overlay-stack.ts";
import styles from "./sortable-list.module.css";

/** A row of the list. */
export interface SortableRow {
  readonly id: string;
  readonly label: string;
  readonly render: (handle: ReactNode) => ReactNode;
}

/** Pixels that a pointer moves before it drags, so that a press of the handle is none. */
const dragsAfter = 4;

/** The rows of a `SortableList`, once what moves them is loaded. */
export function SortableItems({
  rows,
  label,
  onMove,
}: {
  readonly rows: readonly SortableRow[];
  /** Of the list, where nothing else says what it is of. */
  readonly label?: string;
  readonly onMove: (from: number, to: number) => void;
}) {
  const [isDragging, setDragging] = useState(false);
  // Escape puts the row back; it is not for the panel that the list is in.
  useOverlay(isDragging);
  const sensors = useSensors(
    useSensor(PointerSensor, {
      activationConstraint: { distance: dragsAfter },
    }),
    useSensor(KeyboardSensor, {
      coordinateGetter: sortableKeyboardCoordinates,
    }),
  );
  const ids = rows.map(({ id }) => id);

  function handleDragEnd({ active, over }: DragEndEvent): void {
    setDragging(false);
    if (over === null || over.id === active.id) return;
    onMove(ids.indexOf(String(active.id)), ids.indexOf(String(over.id)));
  }

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={{
        announcements: announcementsFor(rows),
        screenReaderInstructions: {
          draggable: componentsText.sort.instructions,
        },
      }}
      onDragStart={() => setDragging(true)}
      onDragEnd={handleDragEnd}
      onDragCancel={() => setDragging(false)}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ul className={styles["list"]} aria-label={label}>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      </SortableContext>
    </DndContext>
  );
}

function Row({ row }: { readonly row: SortableRow }) {
  const {
    setNodeRef,
    setActivatorNodeRef,
    attributes,
    listeners,
    transform,
    transition,
    isDragging,
  } = useSortable({ id: row.id });
  return (
    <li
      ref={setNodeRef}
      className={classes(styles["row"], isDragging && styles["dragged"])}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      {row.render(
        <DragHandle
          ref={setActivatorNodeRef}
          label={row.label}
          aria-describedby={attributes["aria-describedby"]}
          {...listeners}
        />,
      )}
    </li>
  );
}

/** What a screen reader says while rows are moved. */
function announcementsFor(rows: readonly SortableRow[]): Announcements {
  const { picked, moved, dropped, cancelled } = componentsText.sort;
  function say(
    template: string,
    item: UniqueIdentifier,
    place: UniqueIdentifier,
  ): string {
    return fill(template, {
      item: rows.find(({ id }) => id === item)?.label ?? "",
      position: rows.findIndex(({ id }) => id === place) + 1,
      count: rows.length,
    });
  }
  return {
    onDragStart: ({ active }) => say(picked, active.id, active.id),
    onDragOver: ({ active, over }) =>
      over === null ? undefined : say(moved, active.id, over.id),
    onDragEnd: ({ active, over }) =>
      say(dropped, active.id, over?.id ?? active.id),
    onDragCancel: ({ active }) => say(cancelled, active.id, active.id),
  };
}
