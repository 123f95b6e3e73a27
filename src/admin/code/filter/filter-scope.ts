/** A field, as far as filters care. */
export interface FilterField {
  readonly name: string;
  readonly type: string;
  readonly hidden?: boolean;
  /** Of select, file and relation fields: over 1 the value is a list. */
  readonly maxSelect?: number;
  /** Of relations: where they lead. */
  readonly collectionId?: string;
  /** Of select fields: the choices. */
  readonly values?: readonly string[] | null;
}

/** A collection, as far as filters care. */
export interface FilterCollection {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly system: boolean;
  readonly fields: readonly FilterField[];
}

/** A column of a table that is no collection. */
export interface FilterColumn {
  readonly name: string;
  readonly type: string;
  /** Whether it holds JSON, so that paths may go on after its name. */
  readonly isJson?: boolean;
}

/** A filter or rule of a collection's records. */
export interface RecordScope {
  readonly kind: "records";
  /** A rule is judged in anyone's name, a filter in a superuser's. */
  readonly mode: "filter" | "rule";
  /** As it would be: it need not be saved. */
  readonly collection: FilterCollection;
  readonly collections: readonly FilterCollection[];
}

/** A filter of a fixed table, as that of the logs. */
export interface TableScope {
  readonly kind: "table";
  readonly columns: readonly FilterColumn[];
}

/** What a filter's names are looked up in. */
export type FilterScope = RecordScope | TableScope;

/** The entries of the log, as their filters see them. */
export const logScope: TableScope = {
  kind: "table",
  columns: [
    { name: "id", type: "text" },
    { name: "created", type: "date" },
    { name: "level", type: "number" },
    { name: "message", type: "text" },
    { name: "data", type: "json", isJson: true },
  ],
};

/** By name or id. The scope's own collection comes first, as it may not be saved, or be another than the saved one. */
export function findCollection(
  { collection: own, collections }: RecordScope,
  nameOrId: string,
): FilterCollection | undefined {
  if (nameOrId === own.id || nameOrId === own.name) return own;
  const name = nameOrId.toLowerCase();
  return collections.find(
    (one) => one.id === nameOrId || one.name.toLowerCase() === name,
  );
}

export function findField(
  { fields }: FilterCollection,
  name: string,
): FilterField | undefined {
  return fields.find((field) => field.name === name);
}

/** Whether the type can hold lists, even if this field holds one value. */
export function canHoldList({ type }: FilterField): boolean {
  return type === "select" || type === "file" || type === "relation";
}

/** Whether the field holds a list. */
export function holdsList(field: FilterField): boolean {
  return canHoldList(field) && (field.maxSelect ?? 1) > 1;
}

/** The collections whose records log in, without the superusers: no rule is asked for these. */
export function loginCollections({
  collection,
  collections,
}: RecordScope): readonly FilterCollection[] {
  return collections
    .map((one) => (one.id === collection.id ? collection : one))
    .filter(({ type, system }) => type === "auth" && !system);
}
