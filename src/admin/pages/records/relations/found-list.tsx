import { Check, SearchX, SquarePen } from "lucide-react";
import type { CollectionModel, RecordModel } from "pocketbase";
import { useEffect, useEffectEvent, useRef } from "react";
import { Button, IconButton } from "../../../components/button.tsx";
import { classes } from "../../../components/classes.ts";
import { EmptyState } from "../../../components/layout/empty-state.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { Skeleton } from "../../../components/layout/skeleton.tsx";
import { useShownZone } from "../../../components/times/shown-zone.tsx";
import { describeProblem } from "../../../server/problem.ts";
import { fill } from "../../../text/index.ts";
import { recordEditorText } from "../../../text/record-editor.ts";
import { labelText } from "../present/label-text.ts";
import { RecordLabel } from "../present/record-label.tsx";
import styles from "./record-picker.module.css";
import type { FoundRecords } from "./use-found-records.ts";

const { relation: texts } = recordEditorText;

/** The records that were found, to choose from; more come as one scrolls. */
export function FoundList({
  found,
  collection,
  collections,
  chosen,
  isFull,
  isOne,
  onToggle,
  onEdit,
}: {
  readonly found: FoundRecords;
  readonly collection: CollectionModel;
  readonly collections: readonly CollectionModel[];
  readonly chosen: readonly string[];
  /** Whether no more can be chosen. */
  readonly isFull: boolean;
  readonly isOne: boolean;
  readonly onToggle: (record: RecordModel) => void;
  readonly onEdit: ((record: RecordModel) => void) | undefined;
}) {
  const { records, error, isLoading, hasMore, loadMore } = found;
  const zone = useShownZone();
  if (error !== null && error !== undefined) {
    return (
      <Notice kind="bad" title={texts.failed}>
        {describeProblem(error).message}
      </Notice>
    );
  }
  if (records.length === 0 && !isLoading) {
    return (
      <EmptyState icon={SearchX} title={texts.none} text={texts.noneText} />
    );
  }
  return (
    <ul
      className={styles["list"]}
      aria-label={fill(texts.list, { collection: collection.name })}
      aria-busy={isLoading}
    >
      {records.map((record) => {
        const isChosen = chosen.includes(record.id);
        const name = labelText(record, collection, collections, zone);
        return (
          <li
            key={record.id}
            className={classes(styles["item"], isChosen && styles["chosen"])}
          >
            <button
              type="button"
              className={styles["pick"]}
              aria-pressed={isChosen}
              aria-label={fill(texts.pick, { record: name })}
              disabled={isFull && !isChosen}
              onClick={() => onToggle(record)}
            >
              {!isOne && (
                <span className={styles["box"]}>
                  {isChosen && <Check aria-hidden />}
                </span>
              )}
              <RecordLabel record={record} collection={collection} />
            </button>
            {onEdit !== undefined && (
              <IconButton
                icon={SquarePen}
                size="small"
                label={fill(texts.edit, { record: name })}
                onClick={() => onEdit(record)}
              />
            )}
          </li>
        );
      })}
      {(isLoading || hasMore) && (
        <li className={styles["end"]}>
          {hasMore ? <More onReached={loadMore} /> : <Skeleton height="1rem" />}
        </li>
      )}
    </ul>
  );
}

/** Loads more once it comes into sight, or when it is pressed. */
function More({ onReached }: { readonly onReached: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  const reach = useEffectEvent(onReached);
  useEffect(() => {
    if (place.current === null) return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) reach();
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={place}>
      <Button kind="ghost" size="small" onClick={onReached}>
        {texts.more}
      </Button>
    </div>
  );
}
