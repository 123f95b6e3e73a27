import type { CollectionField, CollectionModel, RecordModel } from "pocketbase";
import type { ReactNode } from "react";

/** The record that a value is of. */
export interface EditedRecord {
  readonly collection: CollectionModel;
  /** As it is on the server; undefined as long as it is not there. */
  readonly stored: RecordModel | undefined;
}

/** What the input of every kind of field is given. Problems are shown by the field's name. */
export interface InputProps {
  readonly field: CollectionField;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly record: EditedRecord;
  /** Marks, at the end of the label's line. */
  readonly aside?: ReactNode;
}

/** What the frames of all inputs have in common. */
export function frameOf({ field, aside }: InputProps): {
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
  readonly hint?: string;
  readonly aside?: ReactNode;
} {
  const { name } = field;
  const help: unknown = field["help"];
  return {
    name,
    label: name,
    required: field["required"] === true,
    ...(typeof help === "string" && help !== "" && { hint: help }),
    ...(aside !== undefined && { aside }),
  };
}
