import type { Row, SqlValue } from "../../../engines/database/database.ts";
import type { Collection } from "../../collections/collection.ts";
import type {
  Field,
  FieldType,
  FieldValue,
} from "../../collections/fields/field.ts";
import type { Json } from "../../json.ts";
import type { RecordValues } from "../record.ts";
import { shapeOf, type TypedField } from "../record-shape.ts";
import { compileObject } from "./compile-object.ts";

/** What differs in how much of a record is shown: superusers see hidden fields too. */
export type Audience = "superuser" | "other";

/** A record's JSON while it is being put together. */
export interface RecordJsonDraft {
  [key: string]: Json | undefined;
  expand?: { [relation: string]: Json } | undefined;
}

/** Turns records of one collection into what one audience may see of them. */
export interface Presenter {
  /** Tells it from the others of its collection. */
  readonly key: string;
  /** What a statement has to select for it: hidden columns are not even read. */
  readonly columns: readonly string[];
  /** Whether each record decides who sees its email. */
  readonly guardsEmail: boolean;
  /** Whether the record in this row shows its email to everyone. */
  showsEmail(row: Row): boolean;
  /** `expand` is left undefined, at its place among the keys. */
  fromRow(row: Row, withEmail: boolean): RecordJsonDraft;
  fromValues(values: RecordValues, withEmail: boolean): RecordJsonDraft;
}

/** One key of the JSON: a constant or a field. */
interface Part {
  readonly key: string;
  readonly constant: Json | undefined;
  readonly shown: TypedField | undefined;
  readonly isEmail: boolean;
}

const presenters = new WeakMap<Collection, Map<string, Presenter>>();

/**
 * The presenter of a collection's records for an audience, made once.
 *
 * @param without fields that it leaves out, as our own code names them; not what clients say, since each is kept
 */
export function presenterOf(
  collection: Collection,
  audience: Audience,
  without?: readonly string[],
): Presenter {
  let ofCollection = presenters.get(collection);
  if (ofCollection === undefined) {
    ofCollection = new Map();
    presenters.set(collection, ofCollection);
  }
  const key =
    without === undefined ? audience : `${audience}-${without.join()}`;
  const known = ofCollection.get(key);
  if (known !== undefined) return known;
  const made = createPresenter(collection, audience, without ?? []);
  const presenter = { key, ...made };
  ofCollection.set(key, presenter);
  return presenter;
}

function createPresenter(
  collection: Collection,
  audience: Audience,
  without: readonly string[],
): Omit<Presenter, "key"> {
  const { fields, byName } = shapeOf(collection);
  const isAuth = collection.type === "auth";
  const guardsEmail = isAuth && audience !== "superuser" && byName.has("email");
  const visibility = isAuth ? byName.get("emailVisibility") : undefined;
  const shown = fields.filter(
    ({ name, field }) =>
      !(isAuth && secretFields.has(name)) &&
      !without.includes(name) &&
      (audience === "superuser" || !field.hidden),
  );
  const parts = keysInOrder(collection, shown, guardsEmail);

  const columns = new Set(["id", ...shown.map(({ name }) => name)]);
  if (guardsEmail && visibility !== undefined) columns.add(visibility.name);

  const withAll = compileParts(parts);
  const withoutEmail = guardsEmail
    ? compileParts(parts.filter(({ isEmail }) => !isEmail))
    : withAll;

  return {
    columns: [...columns],
    guardsEmail,
    showsEmail: (row) =>
      !guardsEmail ||
      (visibility !== undefined &&
        visibility.type.read(visibility.field, row[visibility.name]) === true),

    fromRow: (row, withEmail) => (withEmail ? withAll(row) : withoutEmail(row)),

    fromValues(values, withEmail) {
      const json: RecordJsonDraft = {};
      for (const part of parts) {
        const { key, shown: field } = part;
        if (field === undefined) json[key] = part.constant;
        else if (withEmail || !part.isEmail) {
          json[key] = toJson(
            field,
            values[key] ?? field.type.empty(field.field),
          );
        }
      }
      return json;
    },
  };
}

function compileParts(parts: readonly Part[]): (row: Row) => RecordJsonDraft {
  return compileObject<SqlValue, Json | undefined, Field>(
    parts.map(({ key, constant, shown }) => {
      if (shown === undefined) return { key, constant };
      const { field, type } = shown;
      return field.type === "password"
        ? { key, constant: noPassword }
        : { key, context: field, convert: asJson(type.read) };
    }),
  );
}

/** Passwords are never shown, in fields of other names either: their place stays empty. */
const noPassword = "";

/** Never shown to anyone, whatever the fields' options say. */
const secretFields: ReadonlySet<string> = new Set(["password", "tokenKey"]);

/** Keys come in alphabetical order, as clients that compare texts have always got them. */
function keysInOrder(
  collection: Collection,
  shown: readonly TypedField[],
  guardsEmail: boolean,
): readonly Part[] {
  const constant = (key: string, value: Json | undefined): Part => ({
    key,
    constant: value,
    shown: undefined,
    isEmail: false,
  });
  const parts = [
    constant("collectionId", collection.id),
    constant("collectionName", collection.name),
    constant("expand", undefined),
    ...shown.map((field) => ({
      key: field.name,
      constant: undefined,
      shown: field,
      isEmail: guardsEmail && field.name === "email",
    })),
  ];
  return parts.sort((a, b) => (a.key < b.key ? -1 : 1));
}

function toJson({ field }: TypedField, value: FieldValue): Json {
  return isPresentable(field, value) ? value : noPassword;
}

function isPresentable(field: Field, _value: FieldValue): _value is Json {
  return field.type !== "password";
}

/** All types but passwords read JSON. */
function asJson(
  read: FieldType["read"],
): (field: Field, column: SqlValue | undefined) => Json {
  return read as (field: Field, column: SqlValue | undefined) => Json;
}
