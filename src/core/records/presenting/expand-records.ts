import type { Executor, Row } from "../../../engines/database/database.ts";
import type { Collection } from "../../collections/collection.ts";
import { deriveRequest, type RequestInfo } from "../../request.ts";
import { selectByIds } from "../reading/select-records.ts";
import type { RecordParts } from "../record-parts.ts";
import { listOf, textOf } from "../record-shape.ts";
import { prepareRule } from "../rules.ts";
import { findBackRelations } from "./back-relations.ts";
import { emailOwners, findVisibleEmails } from "./email-visibility.ts";
import { type ExpandTree, parseExpand } from "./parse-expand.ts";
import {
  type Audience,
  type Presenter,
  presenterOf,
  type RecordJsonDraft,
} from "./presenter.ts";
import { findRelationStep, type RelationStep } from "./relation-step.ts";

/**
 * Puts the records that these are related to into their `expand`, level by level: one query per relation and level,
 * whatever the number of records, each under the view rule of where it leads. What cannot be expanded, or may not be
 * seen, is left out without a word.
 */
export async function expandRecords(
  executor: Executor,
  parts: RecordParts,
  collection: Collection,
  records: readonly RecordJsonDraft[],
  expand: string,
  request: RequestInfo,
): Promise<void> {
  const tree = parseExpand(expand);
  if (tree.size === 0 || records.length === 0) return;
  const audience: Audience =
    request.viewer.kind === "superuser" ? "superuser" : "other";
  const expansion: Expansion = {
    executor,
    parts,
    audience,
    request: deriveRequest(request, { context: "expand" }),
    known: new Map(),
    written: new Map(),
  };
  await expandLevel(expansion, collection, records, tree);
}

/** One request's expanding: what it has fetched already is not fetched again at another place. */
interface Expansion {
  readonly executor: Executor;
  readonly parts: RecordParts;
  readonly audience: Audience;
  readonly request: RequestInfo;
  readonly known: Map<string, KnownRecords>;
  /** How many records are written for one with its expands, where that is more than itself. */
  readonly written: Map<RecordJsonDraft, number>;
}

/**
 * A record that is expanded at many places is one object, but is written at each of them: paths that lead back and forth
 * could multiply to an answer without end. A relation that would bring more is not expanded.
 */
const maxWrittenRecords = 250_000;

/** The records of one collection that were asked for; those that the rule hides have no row. */
interface KnownRecords {
  readonly presenter: Presenter;
  readonly rows: Map<string, VisibleRow | undefined>;
}

interface VisibleRow {
  readonly row: Row;
  readonly withEmail: boolean;
}

/** Returns whether anything in the tree could be expanded, or nothing was asked for. */
async function expandLevel(
  expansion: Expansion,
  collection: Collection,
  records: readonly RecordJsonDraft[],
  tree: ExpandTree,
): Promise<boolean> {
  if (tree.size === 0 || records.length === 0) return true;
  let expanded = false;
  for (const [name, below] of tree) {
    if (await expandRelation(expansion, collection, records, name, below)) {
      expanded = true;
    }
  }
  return expanded;
}

async function expandRelation(
  expansion: Expansion,
  from: Collection,
  records: readonly RecordJsonDraft[],
  name: string,
  below: ExpandTree,
): Promise<boolean> {
  const { parts, audience } = expansion;
  const step = findRelationStep(parts.collections, from, name, audience);
  if (step === undefined) return false;
  const idsOf = await findRelatedIds(expansion, records, name, step);
  const wanted = new Set<string>();
  for (const record of records) {
    for (const id of idsOf(record)) wanted.add(id);
  }
  const related = await fetchRelated(expansion, step.collection, wanted);
  if (related === undefined) return false;

  // A relation of which nothing below can be expanded is not expanded itself.
  const found = [...related.values()];
  if (!(await expandLevel(expansion, step.collection, found, below))) {
    return false;
  }
  return attach(expansion, records, name, step.isMultiple, (record) =>
    idsOf(record)
      .map((id) => related.get(id))
      .filter((entry) => entry !== undefined),
  );
}

type IdsOf = (record: RecordJsonDraft) => readonly string[];

async function findRelatedIds(
  { executor, parts }: Expansion,
  records: readonly RecordJsonDraft[],
  name: string,
  { collection, via }: RelationStep,
): Promise<IdsOf> {
  if (via === undefined) return (record) => listOf(record[name]);
  const targets = new Set(records.map(({ id }) => textOf(id)));
  const ids = await findBackRelations(executor, parts, collection, via, [
    ...targets,
  ]);
  return (record) => ids.get(textOf(record["id"])) ?? [];
}

/** The records with these ids that may be seen, by id, each presented for this place alone; undefined if none may be. */
async function fetchRelated(
  expansion: Expansion,
  collection: Collection,
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, RecordJsonDraft> | undefined> {
  const known = await fetchRows(expansion, collection, ids);
  if (known === undefined) return undefined;
  const related = new Map<string, RecordJsonDraft>();
  for (const id of ids) {
    const visible = known.rows.get(id);
    if (visible !== undefined) {
      related.set(id, known.presenter.fromRow(visible.row, visible.withEmail));
    }
  }
  return related;
}

async function fetchRows(
  { executor, parts, audience, request, known }: Expansion,
  collection: Collection,
  ids: ReadonlySet<string>,
): Promise<KnownRecords | undefined> {
  const rule = audience === "superuser" ? "" : collection.viewRule;
  if (rule === null) return undefined;
  const filter =
    rule === "" ? undefined : prepareRule(parts, collection, rule, request);
  if (rule !== "" && filter === undefined) return undefined;

  let records = known.get(collection.id);
  if (records === undefined) {
    const presenter = presenterOf(collection, audience);
    records = { presenter, rows: new Map() };
    known.set(collection.id, records);
  }
  const { presenter, rows } = records;
  const missing = [...ids].filter((id) => !rows.has(id));
  if (missing.length === 0) return records;

  const fetched = await selectByIds(
    executor,
    parts,
    collection,
    missing,
    presenter.columns,
    audience,
    filter,
  );
  for (const id of missing) rows.set(id, undefined);
  const withEmail = presenter.guardsEmail
    ? await findVisibleEmails(
        executor,
        parts,
        collection,
        emailOwners(presenter, fetched),
        request,
      )
    : undefined;
  for (const row of fetched) {
    const id = String(row["id"]);
    rows.set(id, { row, withEmail: withEmail?.has(id) ?? true });
  }
  return records;
}

function attach(
  { written }: Expansion,
  records: readonly RecordJsonDraft[],
  name: string,
  isMultiple: boolean,
  relatedTo: (record: RecordJsonDraft) => readonly RecordJsonDraft[],
): boolean {
  let total = 0;
  const additions = records.map((record) => {
    const all = relatedTo(record);
    const related = isMultiple ? all : all.slice(0, 1);
    let count = 0;
    for (const entry of related) count += written.get(entry) ?? 1;
    total += count;
    return { record, related, count };
  });
  if (total > maxWrittenRecords) return false;
  for (const { record, related, count } of additions) {
    const expand = (record.expand ??= {});
    const [first] = related;
    if (first === undefined) continue;
    expand[name] = isMultiple ? related : first;
    written.set(record, (written.get(record) ?? 1) + count);
  }
  return true;
}
