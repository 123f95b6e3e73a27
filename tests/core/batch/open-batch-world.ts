import type { RecordEvent } from "../../../src/core/records/record-events.ts";
import type { BatchOperation } from "../../../src/core/batch/batch-operation.ts";
import { BatchFailed } from "../../../src/core/batch/batch-failed.ts";
import {
  type BatchParts,
  type BatchResult,
  runBatch,
} from "../../../src/core/batch/run-batch.ts";
import type { App } from "../../../src/core/app.ts";
import type { Collection } from "../../../src/core/collections/collection.ts";
import { Invalid } from "../../../src/core/errors.ts";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import {
  guest,
  type RequestInfo,
  serverRequest,
  type Viewer,
} from "../../../src/core/request.ts";
import { openTempApp } from "../../support/temp-app.ts";

export type Body = Readonly<Record<string, unknown>>;

/** An app with a collection `posts`, open to everyone, and `members`, logins whose passwords are cheap to hash. */
export interface BatchWorld {
  readonly app: App;
  /** Every committed change of records. */
  readonly events: RecordEvent[];
  collection(name: string): Collection;
  define(input: Body): Promise<Collection>;
  /** Creates a record as the server itself. */
  add(collection: string, body: Body): Promise<StoredRecord>;
  find(collection: string, id: string): Promise<StoredRecord | undefined>;
  count(collection: string): Promise<number>;
  /** Runs a batch; as a guest unless said otherwise. */
  run(
    operations: readonly BatchOperation[],
    options?: RunOptions,
  ): Promise<readonly BatchResult[]>;
  close(): Promise<void>;
}

export interface RunOptions {
  readonly by?: StoredRecord;
  readonly request?: Partial<RequestInfo>;
  /** Seconds; what the settings say when absent. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

export const openRules = {
  listRule: "",
  viewRule: "",
  createRule: "",
  updateRule: "",
  deleteRule: "",
};

export const password = "1234567890";
export const confirmed = { password, passwordConfirm: password };

export async function openBatchWorld(): Promise<BatchWorld> {
  const { app, close } = await openTempApp();
  const events: RecordEvent[] = [];
  app.bus.subscribe("records", (event) => events.push(event as RecordEvent));
  const collection = (name: string) => {
    const found = app.collections.find(name);
    if (found === undefined) throw new Error(`no collection ${name}`);
    return found;
  };
  const define = (input: Body) =>
    app.collections.create({ type: "base", ...openRules, ...input });
  await define({
    name: "posts",
    fields: [
      { name: "title", type: "text", required: true },
      { name: "views", type: "number" },
    ],
  });
  await define({
    name: "members",
    type: "auth",
    updateRule: "id = @request.auth.id",
    fields: [{ name: "name", type: "text" }],
  });
  await cheapen(app, "members");
  return {
    app,
    events,
    collection,
    define,
    async add(name, body) {
      const request = { ...serverRequest, body };
      const made = await app.records.create(
        collection(name),
        undefined,
        request,
      );
      const id = String(made["id"]);
      return (await app.records.find(collection(name), id))!;
    },
    find: (name, id) => app.records.find(collection(name), id),
    async count(name) {
      const page = await app.records.list(collection(name), {}, serverRequest);
      return page.totalItems;
    },
    run: (operations, { by, request, timeout, signal } = {}) =>
      runBatch(
        timeout === undefined ? app : withTimeout(app, timeout),
        operations,
        { ...serverRequest, viewer: viewerOf(by), ...request },
        signal,
      ),
    close,
  };
}

/** Lets the passwords of a collection cost as little as they may. */
export async function cheapen(app: App, name: string): Promise<void> {
  const { fields } = app.collections.find(name)!;
  await app.collections.update(name, {
    fields: fields.map((field) =>
      field.type === "password" ? { ...field, cost: 4 } : field,
    ),
  });
}

/** The app with another time limit for batches than the settings could have. */
function withTimeout(app: App, timeout: number): BatchParts {
  const { current } = app.settings;
  const batch = { ...current.batch, timeout };
  const settings = { ...app.settings, current: { ...current, batch } };
  return { ...app, settings };
}

export function viewerOf(record: StoredRecord | undefined): Viewer {
  if (record === undefined) return guest;
  return record.collection.name === "_superusers"
    ? { kind: "superuser", record }
    : { kind: "record", record };
}

const nothing = {
  path: "",
  expand: undefined,
  fields: undefined,
  query: {},
  headers: {},
};
type Extra = Partial<Omit<BatchOperation & { kind: "create" }, "kind">>;

export function create(
  collection: string,
  body: Body,
  extra: Extra = {},
): BatchOperation {
  return { kind: "create", collection, body, ...nothing, ...extra };
}

export function upsert(
  collection: string,
  body: Body,
  extra: Extra = {},
): BatchOperation {
  return { kind: "upsert", collection, body, ...nothing, ...extra };
}

export function update(
  collection: string,
  id: string,
  body: Body,
  extra: Extra = {},
): BatchOperation {
  return { kind: "update", collection, id, body, ...nothing, ...extra };
}

export function remove(
  collection: string,
  id: string,
  body: Body = {},
): BatchOperation {
  return { kind: "delete", collection, id, body, ...nothing };
}

/** How a batch failed: at which operation, the class of the refusal, and its code for each field. */
export interface Failure {
  readonly index: number | undefined;
  readonly error: string;
  readonly codes: Readonly<Record<string, unknown>>;
}

/** How a batch that has to fail does. */
export async function failureOf(batch: Promise<unknown>): Promise<Failure> {
  const error = await batch.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof BatchFailed)) {
    throw new Error("The batch was to fail.", { cause: error });
  }
  const { index, cause } = error;
  const fields = cause instanceof Invalid ? cause.fields : {};
  return {
    index,
    error: cause instanceof Error ? cause.name : String(cause),
    codes: Object.fromEntries(
      Object.entries(fields).map(([name, { code }]) => [name, code]),
    ),
  };
}
