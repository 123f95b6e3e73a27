import type { CollectionField, CollectionModel } from "pocketbase";

/** A column of the table: a field, and how wide it is. */
export interface Column {
  readonly field: CollectionField;
  /** Pixels at a root font size of 16. */
  readonly width: number;
  readonly isShown: boolean;
}

/** What somebody has chosen for a collection's columns, by ids of fields; what is missing is as it comes. */
export interface ColumnChoice {
  readonly shown: Readonly<Record<string, boolean>>;
  readonly widths: Readonly<Record<string, number>>;
  readonly order: readonly string[];
}

export const noChoice: ColumnChoice = { shown: {}, widths: {}, order: [] };

export const widthLimits = { min: 64, max: 960 } as const;

const widths: Readonly<Record<string, number>> = {
  autodate: 176,
  bool: 104,
  date: 176,
  editor: 260,
  email: 240,
  file: 144,
  geoPoint: 192,
  json: 240,
  number: 120,
  relation: 208,
  select: 168,
  text: 224,
  url: 240,
};
const idWidth = 184;
/** For several pictures beside each other. */
const filesWidth = 216;
const fallbackWidth = 200;

/** All columns that a collection's table can have, in the order chosen. */
export function columnsOf(
  { fields, type }: CollectionModel,
  choice: ColumnChoice,
): Column[] {
  const columns = fields
    .filter((field) => !isSecret(field, type))
    .map((field) => ({
      field,
      width: clampWidth(choice.widths[field.id] ?? defaultWidth(field)),
      isShown: choice.shown[field.id] ?? isShownByItself(field, type),
    }));
  const places = new Map(choice.order.map((id, place) => [id, place]));
  const placeOf = (field: CollectionField, at: number): number =>
    places.get(field.id) ?? choice.order.length + at;
  return columns
    .map((column, at) => ({ column, place: placeOf(column.field, at) }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ column }) => column);
}

/** A choice with one column another width. */
export function withWidth(
  choice: ColumnChoice,
  id: string,
  width: number,
): ColumnChoice {
  return {
    ...choice,
    widths: { ...choice.widths, [id]: clampWidth(width) },
  };
}

export function withShown(
  choice: ColumnChoice,
  id: string,
  isShown: boolean,
): ColumnChoice {
  return { ...choice, shown: { ...choice.shown, [id]: isShown } };
}

/** A choice with a column moved by so many places among those that are shown. */
export function withMoved(
  choice: ColumnChoice,
  columns: readonly Column[],
  id: string,
  by: number,
): ColumnChoice {
  const shown = columns.filter(({ isShown }) => isShown);
  const from = shown.findIndex(({ field }) => field.id === id);
  const moved = shown[from];
  const target = shown[from + by];
  if (moved === undefined || target === undefined || by === 0) return choice;
  const others = columns.filter((column) => column !== moved);
  const at = others.indexOf(target) + (by > 0 ? 1 : 0);
  const order = others.toSpliced(at, 0, moved);
  return { ...choice, order: order.map(({ field }) => field.id) };
}

/** What was stored of a choice, as far as it makes sense. */
export function parseChoice(stored: unknown): ColumnChoice | undefined {
  if (typeof stored !== "object" || stored === null) return undefined;
  const { shown, widths: stretched, order } = stored as Record<string, unknown>;
  return {
    shown: entriesOf(shown, (value) => typeof value === "boolean"),
    widths: entriesOf(stretched, (value) => typeof value === "number"),
    order: Array.isArray(order)
      ? order.filter((id) => typeof id === "string")
      : [],
  };
}

function entriesOf<T>(
  value: unknown,
  isRight: (entry: unknown) => entry is T,
): Readonly<Record<string, T>> {
  const entries = Object.entries(Object(value) as Record<string, unknown>);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, T] => isRight(entry[1])),
  );
}

/** What the server never tells. */
function isSecret({ name, type }: CollectionField, of: string): boolean {
  return type === "password" || (of === "auth" && name === "tokenKey");
}

/** Who may see the address of an account is shown beside the address. */
function isShownByItself(
  { name, hidden }: CollectionField,
  of: string,
): boolean {
  return !hidden && !(of === "auth" && name === "emailVisibility");
}

function defaultWidth({ name, type, ...options }: CollectionField): number {
  if (name === "id") return idWidth;
  if (type === "file" && Number(options["maxSelect"]) > 1) return filesWidth;
  return widths[type] ?? fallbackWidth;
}

function clampWidth(width: number): number {
  return Math.round(
    Math.min(Math.max(width, widthLimits.min), widthLimits.max),
  );
}
