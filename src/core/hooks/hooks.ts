import type { Collection } from "../collections/collection.ts";
import type { Page, RecordJson } from "../records/records.ts";
import type { StoredRecord } from "../records/record.ts";
import type { RequestInfo } from "../request.ts";
import { Hook } from "./hook.ts";

/** An operation that a request asked for, on one record. */
export interface RecordRequestEvent {
  readonly collection: Collection;
  readonly request: RequestInfo;
  readonly id?: string;
}

/** A change of one record, asked for by a request or not. */
export interface RecordChangeEvent {
  readonly collection: Collection;
  readonly record: StoredRecord;
  /** As it was before, on updates. */
  readonly previous?: StoredRecord;
}

/** A login of any kind, before its token is made. */
export interface RecordAuthEvent {
  readonly record: StoredRecord;
  readonly method: string;
  readonly request: RequestInfo;
}

/** The chains around operations, under PocketBase's event names. */
export interface Hooks {
  readonly onRecordsListRequest: Hook<RecordRequestEvent, Page<RecordJson>>;
  readonly onRecordViewRequest: Hook<RecordRequestEvent, RecordJson>;
  readonly onRecordCreateRequest: Hook<RecordRequestEvent, RecordJson>;
  readonly onRecordUpdateRequest: Hook<RecordRequestEvent, RecordJson>;
  readonly onRecordDeleteRequest: Hook<RecordRequestEvent>;
  /** Inside the transaction. */
  readonly onRecordCreate: Hook<RecordChangeEvent>;
  readonly onRecordUpdate: Hook<RecordChangeEvent>;
  readonly onRecordDelete: Hook<RecordChangeEvent>;
  readonly onRecordAuthRequest: Hook<RecordAuthEvent>;
}

export function createHooks(): Hooks {
  return {
    onRecordsListRequest: new Hook("onRecordsListRequest"),
    onRecordViewRequest: new Hook("onRecordViewRequest"),
    onRecordCreateRequest: new Hook("onRecordCreateRequest"),
    onRecordUpdateRequest: new Hook("onRecordUpdateRequest"),
    onRecordDeleteRequest: new Hook("onRecordDeleteRequest"),
    onRecordCreate: new Hook("onRecordCreate"),
    onRecordUpdate: new Hook("onRecordUpdate"),
    onRecordDelete: new Hook("onRecordDelete"),
    onRecordAuthRequest: new Hook("onRecordAuthRequest"),
  };
}
