import type { CollectionModel } from "pocketbase";
import { useMemo, useState } from "react";
import type { ProblemsByPath } from "../../../components/fields/field-problems.tsx";
import { type CollectionDraft, draftOf } from "./collection-draft.ts";
import { isChanged } from "./draft-payload.ts";
import { changeField } from "./fields/field-list.ts";
import {
  type EditorTab,
  fieldsWithProblems,
  placeProblems,
  tabOf,
  tabsOf,
} from "./problem-places.ts";
import { rebaseDraft } from "./rebase-draft.ts";
import { settleNames } from "./settle-names.ts";

/** What the editor of a collection holds. */
export interface Editor {
  readonly draft: CollectionDraft;
  /** The collection as it is stored, as far as this editor knows. */
  readonly original: CollectionModel | undefined;
  readonly isChanged: boolean;
  readonly problems: ProblemsByPath;
  readonly tab: EditorTab;
  /** The keys of the fields whose options are shown. */
  readonly open: ReadonlySet<string>;
  /** Whether the first problem is to be shown and take the focus; counts, so that each time is another one. */
  readonly shown: number;
  readonly set: (change: Partial<CollectionDraft>) => void;
  readonly replace: (draft: CollectionDraft) => void;
  readonly renameField: (key: string, name: string) => void;
  readonly setTab: (tab: EditorTab) => void;
  readonly setOpen: (open: ReadonlySet<string>) => void;
  /** Goes on with what is stored now; what was typed since a draft was sent is kept. */
  readonly begin: (stored: CollectionModel, sent?: CollectionDraft) => void;
  /** Goes back to what it was before anything was changed. */
  readonly undo: () => void;
  /** Shows what is wrong, by the server's paths, where it is. */
  readonly showProblems: (problems: ProblemsByPath) => void;
  /** Shows what the editor itself finds wrong with the collection's name, or with those of its fields. */
  readonly showOwnProblems: (areOfFields: boolean) => void;
}

const none: ProblemsByPath = {};

/**
 * @param initial what is edited at first
 * @param stored of what; undefined for a new collection
 */
export function useEditor(
  initial: CollectionDraft,
  stored: CollectionModel | undefined,
): Editor {
  const [original, setOriginal] = useState(stored);
  const [base, setBase] = useState(initial);
  const [typed, setTyped] = useState(initial);
  const [problems, setProblems] = useState(none);
  const [shown, setShown] = useState(0);
  const [tab, setTab] = useState<EditorTab>();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const draft = useMemo(() => settleNames(typed), [typed]);
  const changed = useMemo(() => isChanged(draft, base), [draft, base]);
  const tabs = tabsOf[draft.type];

  return {
    draft,
    original,
    isChanged: changed,
    problems,
    shown,
    open,
    tab: tab !== undefined && tabs.includes(tab) ? tab : (tabs[0] ?? "fields"),
    setTab,
    setOpen,
    set: (change) =>
      setTyped((before) => ({ ...settleNames(before), ...change })),
    replace: setTyped,
    // What names the field follows once the name is whole: each letter for itself would be another rename.
    renameField: (key, name) =>
      setTyped((before) => ({
        ...before,
        fields: changeField(before.fields, key, { name }),
      })),
    begin: (next, sent) => {
      const nextDraft = draftOf(next, sent ?? draft);
      setOriginal(next);
      setBase(nextDraft);
      setTyped((now) =>
        sent === undefined
          ? nextDraft
          : rebaseDraft(sent, settleNames(now), nextDraft),
      );
      setProblems(none);
    },
    undo: () => {
      setTyped(base);
      setProblems(none);
    },
    showProblems: (found) => {
      const placed = placeProblems(found, draft);
      const [first] = Object.keys(placed);
      setProblems(placed);
      setOpen((before) => new Set([...before, ...fieldsWithProblems(placed)]));
      if (first !== undefined) {
        setTab((before) => tabOf(first, draft.type) ?? before);
        setShown((count) => count + 1);
      }
    },
    showOwnProblems: (areOfFields) => {
      if (areOfFields) setTab("fields");
      setShown((count) => count + 1);
    },
  };
}
