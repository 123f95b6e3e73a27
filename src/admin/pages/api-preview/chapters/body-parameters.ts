import { fileSize } from "../../../components/texts/file-size.ts";
import { fill } from "../../../text/index.ts";
import { apiPreviewText } from "../../../text/api-preview.ts";
import type {
  PreviewContext,
  PreviewField,
} from "../examples/preview-context.ts";
import { holdsList, sampleDate } from "../examples/sample-value.ts";
import type { Parameter } from "./chapter.ts";

const { notes, types } = apiPreviewText;

/** What can be sent for each field of a record. */
export function bodyParameters(
  context: PreviewContext,
  action: "create" | "update",
): readonly Parameter[] {
  const { collection } = context;
  const isAuth = collection.type === "auth";
  const isOurs = ({ name, type, hidden, system }: PreviewField) =>
    type !== "autodate" &&
    !(isAuth && (name === "password" || name === "tokenKey")) &&
    !(hidden === true && system === true) &&
    !(name === "id" && action === "update");
  return [
    ...collection.fields.filter(isOurs).map((field) => ({
      name: field.name,
      type: typeOf(field),
      isRequired: action === "create" && isNeeded(field),
      note: noteOf(field, context, action),
    })),
    ...(isAuth ? passwordParameters(action) : []),
  ];
}

function passwordParameters(action: "create" | "update"): readonly Parameter[] {
  const type = types["password"] ?? "";
  const isRequired = action === "create";
  const own = [
    { name: "password", type, isRequired, note: notes.password },
    { name: "passwordConfirm", type, isRequired, note: notes.passwordConfirm },
  ];
  return action === "create"
    ? own
    : [...own, { name: "oldPassword", type, note: notes.oldPassword }];
}

/** What the server makes by itself need not be sent. */
function isNeeded({ required, autogeneratePattern = "" }: PreviewField) {
  return required === true && autogeneratePattern === "";
}

function typeOf(field: PreviewField): string {
  const type = types[field.type] ?? field.type;
  return holdsList(field) ? fill(types["list"] ?? "", { type }) : type;
}

function noteOf(
  field: PreviewField,
  context: PreviewContext,
  action: "create" | "update",
): string {
  const { collection } = context;
  const { name } = field;
  const ofAccount =
    collection.type === "auth" ? accountNote(field, action) : undefined;
  return [
    ofAccount,
    ...limitsOf(field, context),
    field.hidden === true && notes.hidden,
    action === "update" && holdsList(field) && fill(notes.append, { name }),
    action === "update" && field.type === "number" && fill(notes.add, { name }),
  ]
    .filter((note) => typeof note === "string" && note !== "")
    .join(" ");
}

function accountNote(
  { name }: PreviewField,
  action: "create" | "update",
): string | undefined {
  if (name === "verified") return notes.verified;
  if (name === "emailVisibility") return notes.emailVisibility;
  return name === "email" && action === "update"
    ? notes.emailByManagers
    : undefined;
}

function limitsOf(
  field: PreviewField,
  { collections }: PreviewContext,
): readonly (string | undefined)[] {
  const { min, max, maxSelect = 1 } = field;
  switch (field.type) {
    case "text":
    case "password":
      return [
        lengthNote(Number(min ?? 0), Number(max ?? 0)),
        field.pattern && fill(notes.pattern, { pattern: field.pattern }),
        field.autogeneratePattern && notes.generated,
      ];
    case "number":
      return [
        rangeNote(min, max),
        field.onlyInt === true ? notes.whole : undefined,
      ];
    case "email":
    case "url":
      return [
        listNote(notes.onlyDomains, "domains", field.onlyDomains),
        listNote(notes.exceptDomains, "domains", field.exceptDomains),
      ];
    case "date":
      return [fill(notes.date, { example: sampleDate }), rangeNote(min, max)];
    case "select":
      return [
        fill(maxSelect > 1 ? notes.someOf : notes.oneOf, {
          max: maxSelect,
          values: (field.values ?? []).join(", "),
        }),
      ];
    case "relation":
      return [
        fill(maxSelect > 1 ? notes.manyRecords : notes.records, {
          max: maxSelect,
          collection:
            collections.find(({ id }) => id === field.collectionId)?.name ??
            field.collectionId,
        }),
        field.minSelect
          ? fill(notes.leastRecords, { min: field.minSelect })
          : undefined,
      ];
    case "file":
      return [
        maxSelect > 1 ? fill(notes.files, { max: maxSelect }) : undefined,
        fill(notes.fileSize, { size: fileSize(field.maxSize || usualSize) }),
        listNote(notes.mimeTypes, "types", field.mimeTypes),
      ];
    case "geoPoint":
      return [fill(notes.geoPoint, { example: '{"lon":13.4,"lat":52.52}' })];
    default:
      return [];
  }
}

function lengthNote(min: number, max: number): string | undefined {
  if (min > 0 && max > 0) return fill(notes.length, { min, max });
  if (min > 0) return fill(notes.atLeast, { min });
  return max > 0 ? fill(notes.atMost, { max }) : undefined;
}

function rangeNote(
  min: PreviewField["min"],
  max: PreviewField["max"],
): string | undefined {
  const hasMin = min !== undefined && min !== null && min !== "";
  const hasMax = max !== undefined && max !== null && max !== "";
  if (hasMin && hasMax) return fill(notes.range, { min, max });
  if (hasMin) return fill(notes.from, { min });
  return hasMax ? fill(notes.upTo, { max }) : undefined;
}

function listNote(
  template: string,
  name: string,
  values: readonly string[] | null | undefined,
): string | undefined {
  return values === null || values === undefined || values.length === 0
    ? undefined
    : fill(template, { [name]: values.join(", ") });
}

/** Bytes that a file may have where its field does not say. */
const usualSize = 5 * 1024 * 1024;
