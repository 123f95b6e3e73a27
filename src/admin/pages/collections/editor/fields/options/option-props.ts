import type { CollectionField, CollectionModel } from "pocketbase";
import type { FieldModel } from "../../field-model.ts";

/** What the options of one type of field get. */
export interface OptionProps<Field extends FieldModel> {
  readonly field: Field;
  readonly change: (change: Partial<Field>) => void;
  /** Where the server's answers have the field, as in `fields.text123`. */
  readonly path: string;
  /** The field as it is stored; undefined for a new one. */
  readonly stored: CollectionField | undefined;
  readonly collections: readonly CollectionModel[];
}
