import type { Bus } from "../../engines/bus/bus.ts";
import type { Executor } from "../../engines/database/database.ts";
import { passwordWork } from "../auth/passwords/password-work.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import type { Collection } from "../collections/collection.ts";
import type { RecordFiles } from "../files/record-files.ts";
import type { Hooks } from "../hooks/hooks.ts";
import type { Logger } from "../logs/logger.ts";
import { onCurrent } from "./current-collection.ts";
import { presentRecord } from "./presenting/present-records.ts";
import { findAllRecordsBy, findRecordBy } from "./reading/find-record-by.ts";
import { listRecords } from "./reading/list-records.ts";
import { matchRecord } from "./reading/match-record.ts";
import { findRecord, passesFilter } from "./reading/select-records.ts";
import { createStatementCache } from "./reading/statement-cache.ts";
import { viewRecord } from "./reading/view-record.ts";
import type { RecordParts } from "./record-parts.ts";
import type { RecordJson, Records } from "./records.ts";
import { removeRecord } from "./removing/remove-record.ts";
import { truncateCollection } from "./removing/truncate-collection.ts";
import { prepareRule } from "./rules.ts";
import { amendRecord } from "./saving/amend-record.ts";
import { createRecord, type Saved } from "./saving/create-record.ts";
import { preparePasswords } from "./saving/prepare-passwords.ts";
import { updateRecord } from "./saving/update-record.ts";
import { importRecords } from "./transfer/importing/import-records.ts";

/** Opens the operations on records over a database and its collections. */
export function createRecords(given: {
  readonly database: Executor;
  readonly bus: Bus;
  readonly hooks: Hooks;
  readonly collections: CollectionLookup;
  readonly files: RecordFiles;
  readonly log: Logger;
}): Records {
  const { database, collections } = given;
  const statements = createStatementCache(database, collections);
  return recordsOver({ ...given, statements, passwords: passwordWork });
}

/** The operations, each on the database or all in one transaction on it. */
function recordsOver(parts: RecordParts): Records {
  const { database, hooks, collections } = parts;
  const on = <T>(
    collection: Collection,
    operation: (current: Collection) => Promise<T>,
  ) => onCurrent(collections, collection, operation);
  const present = (
    { record, request }: Saved,
    expand: string | undefined,
  ): Promise<RecordJson> =>
    presentRecord(database, parts, record, expand, request);

  return {
    list: (collection, query, request) =>
      hooks.onRecordsListRequest.run({ collection, request }, () =>
        on(collection, (current) =>
          listRecords(parts, current, query, request),
        ),
      ),

    view: (collection, id, expand, request) =>
      hooks.onRecordViewRequest.run({ collection, request, id }, () =>
        on(collection, (current) =>
          viewRecord(parts, current, id, expand, request),
        ),
      ),

    create: (collection, expand, request) =>
      hooks.onRecordCreateRequest.run({ collection, request }, async () => {
        const saved = await on(collection, (current) =>
          createRecord(parts, current, request),
        );
        return present(saved, expand);
      }),

    update: (collection, id, expand, request, ifMatch) =>
      hooks.onRecordUpdateRequest.run({ collection, request, id }, async () => {
        const saved = await on(collection, (current) =>
          updateRecord(parts, current, id, request, ifMatch),
        );
        return present(saved, expand);
      }),

    remove: (collection, id, request, ifMatch) =>
      hooks.onRecordDeleteRequest.run({ collection, request, id }, () =>
        on(collection, (current) =>
          removeRecord(parts, current, id, request, ifMatch),
        ),
      ),

    import: (collection, file, options, request, watch) =>
      importRecords(
        { ...parts, recordsOver },
        collection,
        file,
        options,
        request,
        watch,
      ),

    truncate: (collection) =>
      on(collection, (current) => truncateCollection(parts, current)),

    find: (collection, id) =>
      on(collection, (current) => findRecord(database, parts, current, id)),

    findBy: (collection, field, value, options) =>
      on(collection, (current) =>
        findRecordBy(
          database,
          parts,
          current,
          field,
          value,
          options?.ignoreCase === true,
        ),
      ),

    findAllBy: (collection, values) =>
      on(collection, (current) =>
        findAllRecordsBy(database, parts, current, values),
      ),

    amend: (collection, id, decide) =>
      on(collection, (current) => amendRecord(parts, current, id, decide)),

    transaction: (work, { passwords = parts.passwords } = {}) =>
      database.transaction((tx) =>
        work(recordsOver({ ...parts, database: tx, passwords })),
      ),

    preparePasswords: (saving, into) =>
      on(saving.collection, (current) =>
        preparePasswords(parts, { ...saving, collection: current }, into),
      ),

    async passes({ collection, id }, rule, request, options) {
      if (request.viewer.kind === "superuser" || rule === "") return true;
      const filter = prepareRule(parts, collection, rule, request);
      return filter === undefined
        ? options?.ifUnclear === true
        : passesFilter(database, parts, collection, id, filter);
    },

    matches: (record, conditions, request) =>
      matchRecord(database, parts, record, conditions, request),

    present: (record, expand, request, options) =>
      presentRecord(
        database,
        parts,
        record,
        expand,
        request,
        options?.own === true,
      ),
  };
}
