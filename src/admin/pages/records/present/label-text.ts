import type { CollectionField, CollectionModel, RecordModel } from "pocketbase";
import { readApiTime } from "../../../components/fields/date-words.ts";
import type { ShownZone } from "../../../components/times/clock.ts";
import { writeMoment } from "../../../components/times/write-moment.ts";
import {
  labelDepth,
  labelFields,
  targetOf,
} from "../../../server/record-labels.ts";
import { textExcerpt } from "./text-excerpt.ts";

/**
 * What a record is called, as text: what its collection presents it by, else its most telling field, else its id.
 *
 * @param record with what `presentableExpand` names, or its relations are left out
 * @param zone in which its dates are written
 */
export function labelText(
  record: RecordModel,
  collection: CollectionModel,
  collections: readonly CollectionModel[],
  zone: ShownZone,
  depth = 0,
): string {
  const parts = labelFields(collection)
    .map((field) => partText(record, field, collections, zone, depth))
    .filter((part) => part !== "");
  return parts.length > 0 ? parts.join(" · ") : record.id;
}

/** What a field adds to a label; nothing where its value is no text. */
export function partText(
  record: RecordModel,
  field: CollectionField,
  collections: readonly CollectionModel[],
  zone: ShownZone,
  depth = 0,
): string {
  const value: unknown = record[field.name];
  switch (field.type) {
    case "file":
    case "password":
      return "";
    case "relation":
      return relatedText(record, field, collections, zone, depth);
    case "date":
    case "autodate":
      return dateText(value, zone);
    case "editor":
      return typeof value === "string" ? textExcerpt(value) : "";
    case "json":
      return value === null || value === undefined ? "" : JSON.stringify(value);
    case "geoPoint": {
      const { lon, lat } = Object(value) as Record<string, unknown>;
      return typeof lon === "number" ? `${lon}, ${Number(lat)}` : "";
    }
    default:
      if (Array.isArray(value)) return value.join(", ");
      return ["string", "number", "boolean"].includes(typeof value)
        ? `${value as string | number | boolean}`
        : "";
  }
}

function dateText(value: unknown, zone: ShownZone): string {
  const moment = typeof value === "string" ? readApiTime(value) : null;
  return moment === null ? "" : writeMoment(moment, zone);
}

function relatedText(
  record: RecordModel,
  field: CollectionField,
  collections: readonly CollectionModel[],
  zone: ShownZone,
  depth: number,
): string {
  const target = targetOf(field, collections);
  const expanded: unknown = record.expand?.[field.name];
  if (target === undefined || expanded === undefined || depth >= labelDepth) {
    return "";
  }
  return ([expanded].flat() as RecordModel[])
    .map((related) => labelText(related, target, collections, zone, depth + 1))
    .join(", ");
}
