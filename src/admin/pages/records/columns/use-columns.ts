import type { CollectionField, CollectionModel } from "pocketbase";
import { useMemo } from "react";
import { readStored, useStored } from "../../../components/hooks/use-stored.ts";
import {
  type Column,
  type ColumnChoice,
  columnsOf,
  noChoice,
  parseChoice,
} from "./column-model.ts";

/** A collection's columns, and what was chosen for them. */
export interface Columns {
  /** All there can be. */
  readonly all: readonly Column[];
  readonly shown: readonly Column[];
  readonly choice: ColumnChoice;
  readonly choose: (choice: ColumnChoice) => void;
}

/** The columns of a collection's table as this browser remembers them. */
export function useColumns(collection: CollectionModel): Columns {
  const [choice, choose] = useStored(
    choiceKey(collection),
    noChoice,
    parseChoice,
  );
  return useMemo(() => {
    const all = columnsOf(collection, choice);
    const shown = all.filter(({ isShown }) => isShown);
    return { all, shown, choice, choose };
  }, [collection, choice, choose]);
}

/** The fields that the table shows as this browser remembers it, outside of components. */
export function rememberedFields(
  collection: CollectionModel,
): readonly CollectionField[] {
  const choice = readStored(choiceKey(collection), noChoice, parseChoice);
  return columnsOf(collection, choice)
    .filter(({ isShown }) => isShown)
    .map(({ field }) => field);
}

function choiceKey({ id }: CollectionModel): string {
  return `columns.${id}`;
}
