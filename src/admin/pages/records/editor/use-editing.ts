import type { CollectionModel } from "pocketbase";
import { useCallback, useMemo, useState } from "react";
import { mergeChanges } from "./merge/merge-changes.ts";
import { keepMine } from "./merge/keep-mine.ts";
import {
  changedNames,
  confirmName,
  editedFields,
  type FieldValues,
  isSameValue,
} from "./values/field-values.ts";

/** A record that is being edited, beside what is known of it elsewhere. */
export interface Editing {
  /** What it is on the server, as far as known here. */
  readonly base: FieldValues;
  readonly values: FieldValues;
  /** Fields whose values came from elsewhere while it was edited. */
  readonly taken: readonly string[];
  /** What fields are elsewhere that were changed here, too. */
  readonly conflicts: FieldValues;
}

/** What can be done with it. */
export interface EditingActions {
  readonly set: (name: string, value: unknown) => void;
  /** Begins anew. */
  readonly begin: (base: FieldValues, initial: FieldValues) => void;
  /** It has been saved. What was changed since it was sent is still to be saved. */
  readonly settle: (sent: FieldValues, saved: FieldValues) => void;
  /** It has other values on the server by now. Returns what that leads to. */
  readonly merge: (theirs: FieldValues) => Editing;
  /** Takes up changes that were made to an earlier state of it. */
  readonly takeUp: (base: FieldValues, changes: FieldValues) => void;
  readonly decide: (name: string, whose: "mine" | "theirs") => void;
}

/** Holds what is edited. The state is given by `current` as it is now, and to what is rendered. */
export function useEditing(
  collection: CollectionModel,
  loaded: { readonly base: FieldValues; readonly initial: FieldValues },
): Editing &
  EditingActions & {
    readonly changed: readonly string[];
    readonly current: () => Editing;
  } {
  const [held] = useState(() => {
    const { base, initial } = loaded;
    const first: Editing = { base, values: initial, taken: [], conflicts: {} };
    return { editing: first };
  });
  const [editing, setEditing] = useState(held.editing);

  // What is saved must be what is there now, whatever is rendered.
  const change = useCallback(
    (next: (before: Editing) => Editing): Editing => {
      held.editing = next(held.editing);
      setEditing(held.editing);
      return held.editing;
    },
    [held],
  );

  const actions = useMemo<EditingActions>(() => {
    const fields = new Map(
      editedFields(collection).map((field) => [field.name, field] as const),
    );
    const isSame = (name: string, one: unknown, other: unknown) => {
      const field = fields.get(name);
      return field !== undefined && isSameValue(field, one, other);
    };
    function bring(
      before: Editing,
      start: FieldValues,
      mine: FieldValues,
      theirs: FieldValues,
    ): Editing {
      const names = [...fields.keys()];
      const merged = mergeChanges({ names, base: start, mine, theirs, isSame });
      const open = names.filter(
        (name) =>
          merged.conflicting.includes(name) ||
          (Object.hasOwn(before.conflicts, name) &&
            !isSame(name, mine[name], theirs[name])),
      );
      return {
        base: theirs,
        values: merged.values,
        taken: [...new Set([...before.taken, ...merged.taken])],
        conflicts: Object.fromEntries(open.map((name) => [name, theirs[name]])),
      };
    }
    return {
      set: (name, value) => {
        change((before) => ({
          ...before,
          values: { ...before.values, [name]: value },
          taken: before.taken.filter((other) => other !== name),
        }));
      },
      begin: (base, initial) => {
        change(() => ({
          base,
          values: initial,
          taken: [],
          conflicts: {},
        }));
      },
      settle: (sent, saved) => {
        change(({ values }) => {
          const entries = Object.keys(saved).map((name) => {
            const isLater = !Object.is(sent[name], values[name]);
            return [name, isLater ? values[name] : saved[name]] as const;
          });
          return {
            base: saved,
            values: Object.fromEntries(entries),
            taken: [],
            conflicts: {},
          };
        });
      },
      merge: (theirs) =>
        change((before) => bring(before, before.base, before.values, theirs)),
      takeUp: (start, changes) => {
        change((before) => {
          const { base: now } = before;
          const mine = { ...now, ...changes };
          return {
            ...bring(before, { ...now, ...start }, mine, now),
            taken: [],
          };
        });
      },
      decide: (name, whose) => {
        change((before) => {
          const { [name]: theirs, ...conflicts } = before.conflicts;
          const field = fields.get(name);
          const mine = before.values[name];
          const value =
            whose === "theirs" || field === undefined
              ? theirs
              : keepMine(field, mine, theirs);
          return {
            ...before,
            conflicts,
            values: { ...before.values, [name]: value },
          };
        });
      },
    };
  }, [collection, change]);

  const changed = useMemo(() => {
    const names = changedNames(collection, editing.base, editing.values);
    const isUnconfirmed = !editing.values[confirmName];
    return isUnconfirmed ? names : [...new Set([...names, "password"])];
  }, [collection, editing]);

  return { ...editing, ...actions, changed, current: () => held.editing };
}
