import { KeyRound, ListTree, Plus, Trash2 } from "lucide-react";
import { type ReactNode, useId, useRef, useState } from "react";
import { Badge } from "../../../../components/badge.tsx";
import { Button, IconButton } from "../../../../components/button.tsx";
import { classes } from "../../../../components/classes.ts";
import { useFieldProblem } from "../../../../components/fields/field-problems.tsx";
import { SortableItems } from "../../../../components/lists/sortable-items.tsx";
import { removeRow } from "../../../../components/lists/remove-row.ts";
import { Notice } from "../../../../components/layout/notice.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { collectionsText } from "../../../../text/collections.ts";
import { fill } from "../../../../text/index.ts";
import type { CollectionDraft, DraftProps } from "../collection-draft.ts";
import { isLost } from "../draft-payload.ts";
import { IndexDialog } from "./index-dialog.tsx";
import styles from "./index-list.module.css";
import { readIndex } from "./index-statement.ts";

const texts = collectionsText.indexes;

/** The indexes of a collection. */
export function IndexList({ draft, set }: Pick<DraftProps, "draft" | "set">) {
  /** The position of the one that is edited; as many as there are for a new one. */
  const [edited, setEdited] = useState<number>();
  const { problem } = useFieldProblem("indexes.");
  const { edited: forgetProblems } = useFieldProblem("indexes");
  const { indexes } = draft;
  const add = useRef<HTMLButtonElement>(null);

  function remove(position: number): void {
    set({ indexes: indexes.toSpliced(position, 1) });
    if (indexes.length === 1) add.current?.focus();
  }
  function move(from: number, to: number): void {
    const moved = indexes[from];
    if (moved === undefined) return;
    // What the server said is about positions, which others have now.
    forgetProblems();
    set({ indexes: indexes.toSpliced(from, 1).toSpliced(to, 0, moved) });
  }

  return (
    <section className={styles["indexes"]}>
      <div className={styles["top"]}>
        <div>
          <h3 className={styles["title"]}>{texts.title}</h3>
          <p className={styles["hint"]}>{texts.hint}</p>
        </div>
        <Button
          ref={add}
          kind="secondary"
          size="small"
          icon={Plus}
          onClick={() => setEdited(indexes.length)}
        >
          {texts.add}
        </Button>
      </div>
      {problem !== undefined && <Notice kind="bad">{problem}</Notice>}
      {indexes.length > 0 && (
        <SortableItems
          label={texts.list}
          rows={indexes.map((statement, position) => ({
            id: statement,
            label: columnsOf(statement),
            render: (handle) => (
              <IndexRow
                draft={draft}
                statement={statement}
                position={position}
                handle={indexes.length > 1 && handle}
                onEdit={() => setEdited(position)}
                onRemove={() => remove(position)}
              />
            ),
          }))}
          onMove={move}
        />
      )}
      {edited !== undefined && (
        <IndexDialog
          draft={draft}
          statement={indexes[edited]}
          path={`indexes.${edited}`}
          onClose={() => setEdited(undefined)}
          onApply={(statement) => {
            set({ indexes: indexes.toSpliced(edited, 1, statement) });
            setEdited(undefined);
          }}
        />
      )}
    </section>
  );
}

function IndexRow({
  draft,
  statement,
  position,
  handle,
  onEdit,
  onRemove,
}: {
  readonly draft: CollectionDraft;
  readonly statement: string;
  readonly position: number;
  /** The button that it is moved by, if there are others. */
  readonly handle: ReactNode;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}) {
  const id = useId();
  const { problem, edited } = useFieldProblem(`indexes.${position}`);
  const parts = readIndex(statement);
  const columns = columnsOf(statement);
  const lost = isLost(draft, statement);
  const Icon = parts?.unique === true ? KeyRound : ListTree;
  return (
    <div className={styles["row"]} data-field={`indexes.${position}`}>
      <Stack direction="row" gap="small">
        {handle}
        <button
          type="button"
          className={classes(styles["index"], lost && styles["lost"])}
          aria-label={fill(texts.edit, { columns })}
          data-wrong={problem !== undefined || undefined}
          aria-describedby={problem === undefined ? undefined : id}
          onClick={onEdit}
        >
          <Icon className={styles["icon"]} aria-hidden />
          <span className={styles["columns"]}>{columns}</span>
          {parts?.unique === true && <Badge>{texts.unique}</Badge>}
          {parts !== undefined && parts.where !== "" && (
            <Badge>{texts.partial}</Badge>
          )}
          {parts === undefined && <Badge kind="bad">{texts.broken}</Badge>}
          {lost && <Badge kind="bad">{texts.lost}</Badge>}
        </button>
        <IconButton
          icon={Trash2}
          label={`${texts.remove}: ${columns}`}
          onClick={({ currentTarget }) => {
            edited();
            removeRow(currentTarget, onRemove);
          }}
        />
      </Stack>
      {problem !== undefined && (
        <p id={id} className={styles["problem"]}>
          {problem}
        </p>
      )}
    </div>
  );
}

/** The columns in words, or, if it cannot be read, all of the statement. */
function columnsOf(statement: string): string {
  return readIndex(statement)?.columns.join(", ") ?? statement;
}
