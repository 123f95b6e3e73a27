import type { Database } from "../../../engines/database/database.ts";
import { Invalid } from "../../errors.ts";
import { isSuperusers, type Collection } from "../collection.ts";
import type { Registry } from "../registry.ts";
import type { ChangePreview, CollectionPreview } from "./change-preview.ts";
import { compareFields } from "./compare-fields.ts";
import { compareOptions } from "./compare-options.ts";
import { countChanges } from "./count-changes.ts";
import { countRemovals } from "./count-removals.ts";
import { Counting } from "./counting.ts";
import { judgeIndexes, previewIndexes } from "./index-faults.ts";
import { listMentions } from "./list-mentions.ts";
import { rehearseChange, type RehearsedChange } from "./rehearse-change.ts";
import {
  demandKnown,
  readWantedChange,
  type WantedChange,
} from "./wanted-change.ts";

/**
 * Tells what a change of collections would do, and changes nothing: it is made in a copy without records, which are then
 * counted where they are. Writers wait for none of it.
 *
 * @param known the collections in memory
 * @param input untrusted JSON: see `readWantedChange`
 * @throws {Invalid} it says no one change @throws {NotFound} it names a collection that there isn't
 */
export async function dryRunChange(
  database: Database,
  known: Registry,
  input: unknown,
): Promise<ChangePreview> {
  const wanted = readWantedChange(input);
  const change = await rehearseChange(database, known, wanted);
  const counting = new Counting(database);
  const previews =
    wanted.kind === "truncate"
      ? [await previewTruncation(counting, change, wanted.collection)]
      : await previewAll(counting, change, wanted);
  const error =
    change.error ?? previews.find(({ refusal }) => refusal)?.refusal;
  return {
    error,
    collections: previews.map(({ preview }) => preview),
    mentions: await listMentions(change),
    statements: error === undefined ? change.statements : [],
  };
}

/** A collection's part in the change, and why its records stand against it. */
interface Judged {
  readonly preview: CollectionPreview;
  readonly refusal: Invalid | undefined;
}

async function previewAll(
  counting: Counting,
  change: RehearsedChange,
  wanted: WantedChange,
): Promise<readonly Judged[]> {
  const { before, after } = change;
  const judged: Judged[] = [];
  for (const collection of after.all()) {
    const known = before.byId(collection.id);
    if (known === collection) continue;
    const one = await previewSave(counting, change, wanted, known, collection);
    if (hasChanges(one.preview)) judged.push(one);
  }
  for (const collection of before.all()) {
    if (after.byId(collection.id) === undefined)
      judged.push(await previewRemoval(counting, before, collection));
  }
  return judged;
}

function hasChanges(preview: CollectionPreview): boolean {
  const { action, renamedFrom, fields, options, indexes } = preview;
  return (
    action !== "update" ||
    renamedFrom !== null ||
    fields.length + options.length + indexes.length > 0
  );
}

async function previewSave(
  counting: Counting,
  { error }: RehearsedChange,
  wanted: WantedChange,
  before: Collection | undefined,
  after: Collection,
): Promise<Judged> {
  const changes = compareFields(before?.fields ?? [], after.fields);
  const counted = await countChanges(counting, before, changes);
  // What an empty table refuses is not asked of a full one.
  const { indexes, errors } =
    error === undefined
      ? await judgeIndexes(counting, before, after)
      : { indexes: previewIndexes(before, after), errors: undefined };
  return {
    preview: {
      ...identityOf(after),
      action: before === undefined ? "create" : "update",
      renamedFrom:
        before === undefined || before.name === after.name ? null : before.name,
      ...counted,
      options: compareOptions(before, after),
      indexes,
      references: [],
      consequences: [],
    },
    refusal:
      errors &&
      new Invalid(
        wanted.kind === "import"
          ? "Failed to import collections."
          : "Failed to update collection.",
        { indexes: errors },
      ),
  };
}

async function previewRemoval(
  counting: Counting,
  before: Registry,
  collection: Collection,
): Promise<Judged> {
  const counted = await countRemovals(
    counting,
    before,
    collection,
    /* follows */ false,
  );
  return {
    preview: {
      ...identityOf(collection),
      action: "delete",
      renamedFrom: null,
      ...counted,
      fields: [],
      options: [],
      indexes: previewIndexes(collection, undefined),
    },
    refusal: undefined,
  };
}

async function previewTruncation(
  counting: Counting,
  { before }: RehearsedChange,
  nameOrId: string,
): Promise<Judged> {
  const collection = demandKnown(before, nameOrId);
  const counted = await countRemovals(
    counting,
    before,
    collection,
    /* follows */ true,
  );
  const isRefused =
    // Somebody has to remain who can let others in.
    (isSuperusers(collection) && counted.records !== 0) ||
    counted.consequences.some(({ blocking }) => (blocking ?? 0) > 0);
  return {
    preview: {
      ...identityOf(collection),
      action: "truncate",
      renamedFrom: null,
      ...counted,
      fields: [],
      options: [],
      indexes: [],
    },
    refusal: isRefused
      ? new Invalid(
          "Failed to truncate collection (most likely due to required cascade delete record references).",
        )
      : undefined,
  };
}

function identityOf({
  id,
  name,
  type,
}: Collection): Pick<CollectionPreview, "id" | "name" | "type"> {
  return { id, name, type };
}
