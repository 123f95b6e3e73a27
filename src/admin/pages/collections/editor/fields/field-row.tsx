import {
  ChevronDown,
  Copy,
  MoreHorizontal,
  RotateCcw,
  Trash2,
} from "lucide-react";
import type { CollectionField, CollectionModel } from "pocketbase";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { Badge } from "../../../../components/badge.tsx";
import { IconButton } from "../../../../components/button.tsx";
import { classes } from "../../../../components/classes.ts";
import {
  focusUnread,
  useFieldProblem,
  useHasProblem,
} from "../../../../components/fields/field-problems.tsx";
import { Menu } from "../../../../components/overlays/menu.tsx";
import { ProblemDot } from "../../../../components/problem-dot.tsx";
import { Tooltip } from "../../../../components/overlays/tooltip.tsx";
import { collectionsText } from "../../../../text/collections.ts";
import { fill } from "../../../../text/index.ts";
import type { DraftField } from "../collection-draft.ts";
import { isMultiple } from "../field-model.ts";
import { NameField } from "../name-field.tsx";
import { FieldOptions } from "./field-options.tsx";
import styles from "./field-row.module.css";
import { fieldTypes } from "./field-types.ts";

const texts = collectionsText.fields;

/** What one can do with a field of the list. */
export interface FieldActions {
  readonly rename: (name: string) => void;
  readonly change: (change: object) => void;
  readonly duplicate: () => void;
  readonly remove: () => void;
  readonly restore: () => void;
  readonly toggle: () => void;
}

/** A field of the collection: its name, and its options once it is opened. */
export function FieldRow({
  field,
  handle,
  stored,
  collections,
  isAuth,
  isNew,
  isOpen,
  takesFocus,
  wasJustRemoved,
  nameProblem,
  actions,
}: {
  readonly field: DraftField;
  /** What it is moved by. */
  readonly handle: ReactNode;
  readonly stored: CollectionField | undefined;
  readonly collections: readonly CollectionModel[];
  readonly isAuth: boolean;
  /** Whether it is new in a collection that is stored. */
  readonly isNew: boolean;
  readonly isOpen: boolean;
  /** Whether it was just added. */
  readonly takesFocus: boolean;
  /** Whether the button that removed it has gone with the focus. */
  readonly wasJustRemoved: boolean;
  readonly nameProblem: string | undefined;
  readonly actions: FieldActions;
}) {
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const restoring = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (wasJustRemoved) restoring.current?.focus();
  }, [wasJustRemoved]);
  const path = `fields.${field.key}`;
  const { label, icon: Icon } = fieldTypes[field.type];
  const { name } = field;
  if (field.removed) {
    return (
      <div className={classes(styles["row"], styles["removed"])}>
        <div className={styles["head"]}>
          {handle}
          <Icon className={styles["type"]} aria-hidden />
          <span className={styles["name"]}>
            <s>{name}</s>
          </span>
          <span className={styles["badges"]}>
            <Badge kind="bad">{texts.removed}</Badge>
          </span>
          <IconButton
            icon={RotateCcw}
            label={fill(texts.restoreName, { name })}
            ref={restoring}
            onClick={actions.restore}
          />
        </div>
      </div>
    );
  }

  function handleToggle(): void {
    // What is typed and cannot be read is kept nowhere else.
    if (!isOpen || !focusUnread(row.current)) actions.toggle();
  }

  return (
    <div ref={row} className={styles["row"]} data-row={field.key}>
      <div className={styles["head"]}>
        {handle}
        <Tooltip text={label}>
          <span className={styles["type"]} role="img" aria-label={label}>
            <Icon aria-hidden />
          </span>
        </Tooltip>
        <div className={styles["name"]}>
          <NameField
            name={`${path}.name`}
            label={fill(texts.nameOf, { type: label })}
            labelHidden
            value={name}
            problem={nameProblem}
            disabled={field.system}
            takesFocus={takesFocus}
            onChange={actions.rename}
          />
        </div>
        <FieldBadges field={field} path={path} isNew={isNew} isOpen={isOpen} />
        <IconButton
          icon={ChevronDown}
          label={fill(texts.expand, { name })}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={handleToggle}
        />
        <Menu
          label={fill(texts.more, { name })}
          trigger={
            <IconButton
              icon={MoreHorizontal}
              label={fill(texts.more, { name })}
            />
          }
          items={[
            {
              label: texts.duplicate,
              icon: Copy,
              onSelect: actions.duplicate,
            },
            {
              label: texts.remove,
              icon: Trash2,
              kind: "danger",
              disabled: field.system,
              onSelect: actions.remove,
            },
          ]}
        />
      </div>
      {isOpen && (
        <FieldOptions
          id={id}
          field={field}
          path={path}
          stored={stored}
          collections={collections}
          isAuth={isAuth}
          change={actions.change}
        />
      )}
    </div>
  );
}

/** What matters of a field while it is closed. */
function FieldBadges({
  field,
  path,
  isNew,
  isOpen,
}: {
  readonly field: DraftField;
  readonly path: string;
  readonly isNew: boolean;
  readonly isOpen: boolean;
}) {
  const { badges } = texts;
  const hasProblem = useHasProblem(path);
  const { problem } = useFieldProblem(`${path}.type`);
  return (
    <span className={styles["badges"]}>
      {hasProblem && !isOpen && <ProblemDot />}
      {problem !== undefined && <Badge kind="bad">{problem}</Badge>}
      {isNew && <Badge kind="accent">{badges.new}</Badge>}
      {"required" in field && field.required && !field.system && (
        <Badge>{badges.required}</Badge>
      )}
      {isMultiple(field) && <Badge>{badges.multiple}</Badge>}
      {field.hidden && <Badge kind="warn">{badges.hidden}</Badge>}
      {field.presentable && <Badge>{badges.presentable}</Badge>}
      {field.system && <Badge>{badges.system}</Badge>}
    </span>
  );
}
