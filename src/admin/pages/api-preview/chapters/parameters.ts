import { fill } from "../../../text/index.ts";
import { apiPreviewText } from "../../../text/api-preview.ts";
import type {
  PreviewCollection,
  PreviewContext,
} from "../examples/preview-context.ts";
import type { Parameter } from "./chapter.ts";

const { parameters: texts, types } = apiPreviewText;

const text = types["text"] ?? "";
const number = types["number"] ?? "";

/** A parameter that is a text. */
export function textParameter(
  name: string,
  note: string,
  isRequired = false,
): Parameter {
  return { name, type: text, note, isRequired };
}

/** A parameter that is a number. */
export function numberParameter(
  name: string,
  note: string,
  isRequired = false,
): Parameter {
  return { name, type: number, note, isRequired };
}

/** A parameter that is true or false. */
export function flagParameter(name: string, note: string): Parameter {
  return { name, type: types["bool"] ?? "", note };
}

/** Changes only what nobody else has changed. */
export const ifMatch = textParameter("If-Match", texts.ifMatch);

export const idInPath = textParameter("id", texts.id, true);

/** What shapes the records of an answer. */
export function shapeParameters(context: PreviewContext): readonly Parameter[] {
  const relation = expandable(context);
  return [
    textParameter(
      "expand",
      relation === undefined
        ? texts.expandNone
        : fill(texts.expand, { example: relation }),
    ),
    textParameter("fields", texts.fields),
  ];
}

/** What chooses the records of a list. */
export function listParameters(context: PreviewContext): readonly Parameter[] {
  return [
    numberParameter("page", texts.page),
    numberParameter("perPage", texts.perPage),
    textParameter("sort", texts.sort),
    textParameter("filter", texts.filter),
    ...shapeParameters(context),
    numberParameter("skipTotal", texts.skipTotal),
    textParameter("cursor", texts.cursor),
  ];
}

/** A relation of the collection that can be expanded; with one of the records that it leads to, if that has some. */
export function expandable({
  collection,
  collections,
}: Pick<PreviewContext, "collection" | "collections">): string | undefined {
  const [first] = relationsOf(collection);
  if (first === undefined) return undefined;
  const target = collections.find(({ id }) => id === first.collectionId);
  const [second] = target === undefined ? [] : relationsOf(target);
  return second === undefined
    ? first.name
    : `${first.name},${first.name}.${second.name}`;
}

/** Relations that everybody sees. */
export function relationsOf({ fields }: PreviewCollection) {
  return fields.filter(
    ({ type, hidden }) => type === "relation" && hidden !== true,
  );
}
