import type { CollectionModel } from "pocketbase";
import { useMemo } from "react";
import { useStored } from "../../../components/hooks/use-stored.ts";
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
    `columns.${collection.id}`,
    noChoice,
    parseChoice,
  );
  return useMemo(() => {
    const all = columnsOf(collection, choice);
    const shown = all.filter(({ isShown }) => isShown);
    return { all, shown, choice, choose };
  }, [collection, choice, choose]);
}
