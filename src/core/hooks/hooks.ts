import type { Transaction } from "../../engines/database/database.ts";
import type { Message } from "../../engines/mailer/mailer.ts";
import type { AuthAnswer } from "../auth/auth.ts";
import type { ExternalUser } from "../auth/oauth2/provider.ts";
import type { BatchOperation } from "../batch/batch-operation.ts";
import type { BatchResult } from "../batch/run-batch.ts";
import type { Collection } from "../collections/collection.ts";
import type { FileField } from "../collections/fields/field.ts";
import type { OpenedFile } from "../files/files.ts";
import type { JsonObject } from "../json.ts";
import type { RealtimeClient } from "../realtime/realtime.ts";
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

/** A change of a collection's options. */
export interface CollectionUpdateEvent {
  readonly collection: Collection;
  /** As it was before. */
  readonly previous: Collection;
  /** The transaction that it is saved in. */
  readonly tx: Transaction;
}

/** A collection that goes, with all its records. */
export interface CollectionDeleteEvent {
  readonly collection: Collection;
  /** The transaction that it goes in. */
  readonly tx: Transaction;
}

/** A login of any kind, before its token is made. */
export interface RecordAuthEvent {
  readonly record: StoredRecord;
  readonly method: string;
  readonly request: RequestInfo;
}

/** A login with a password that is still to be compared. */
export interface RecordAuthWithPasswordEvent {
  readonly collection: Collection;
  /** Undefined if nobody has the identity; a handler may put another one in. */
  record: StoredRecord | undefined;
  readonly identity: string;
  /** The one field that the identity was looked up in; empty for all identity fields. */
  readonly identityField: string;
  /** The plain text; a handler may change it. */
  password: string;
  readonly request: RequestInfo;
}

/** A step of a login flow that a request asked for, on the record that it is about. */
export interface RecordFlowEvent {
  readonly collection: Collection;
  readonly record: StoredRecord;
  readonly request: RequestInfo;
}

/** A step of an email change. */
export interface RecordEmailChangeEvent extends RecordFlowEvent {
  readonly newEmail: string;
}

/** Someone asks for a one-time password. */
export interface RecordRequestOTPEvent {
  readonly collection: Collection;
  /** Undefined if nobody has the address that was asked for; a handler may put another one in. */
  record: StoredRecord | undefined;
  readonly request: RequestInfo;
}

/** A login with a one-time password that was right. */
export interface RecordAuthWithOTPEvent extends RecordFlowEvent {
  /** The row of `_otps`, about to be removed. */
  readonly otp: StoredRecord;
}

/** A login of someone whom an OAuth2 provider vouches for. */
export interface RecordAuthWithOAuth2Event {
  readonly collection: Collection;
  /** The provider's name. */
  readonly provider: string;
  readonly user: ExternalUser;
  readonly createData: Readonly<Record<string, unknown>>;
  /** Undefined for someone new. */
  readonly record: StoredRecord | undefined;
  readonly request: RequestInfo;
}

/** A file about to be sent; a handler may put another one of the storage in its place, or call it otherwise. */
export interface FileDownloadRequestEvent {
  readonly collection: Collection;
  readonly recordId: string;
  readonly field: FileField;
  readonly request: RequestInfo;
  /** In the storage. */
  servedKey: string;
  servedName: string;
  /** Why the original is sent instead of the thumb that was asked for; undefined where it is not. */
  readonly thumbError: string | undefined;
}

/** A file token about to be handed out; a handler may change it. */
export interface FileTokenRequestEvent {
  readonly record: StoredRecord;
  readonly request: RequestInfo;
  token: string;
}

/** A client that connects to hear of changes. */
export interface RealtimeConnectRequestEvent {
  readonly request: RequestInfo;
}

/** A client that says what it wants to hear of; a handler may change it. */
export interface RealtimeSubscribeRequestEvent {
  readonly client: RealtimeClient;
  subscriptions: readonly string[];
  readonly request: RequestInfo;
}

/** Several operations as one; a handler may change them. */
export interface BatchRequestEvent {
  operations: readonly BatchOperation[];
  readonly request: RequestInfo;
}

/** A look at the settings that a request asked for. */
export interface SettingsRequestEvent {
  readonly request: RequestInfo;
}

/** A change of the settings that a request asked for; a handler may change it. */
export interface SettingsUpdateRequestEvent extends SettingsRequestEvent {
  changes: Readonly<Record<string, unknown>>;
}

/** A mail about to be sent; a handler may change it. */
export interface MailEvent {
  message: Message;
}

/** A mail to the owner of a record. */
export interface RecordMailEvent extends MailEvent {
  readonly record: StoredRecord;
}

/** A backup that is being made or restored. */
export interface BackupEvent {
  readonly name: string;
  /** Entries of the data folder that are left out, besides those that always are; a handler may change it. */
  excluded: readonly string[];
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
  /** Inside the transaction. */
  readonly onCollectionUpdate: Hook<CollectionUpdateEvent>;
  /** Inside the transaction. */
  readonly onCollectionDelete: Hook<CollectionDeleteEvent>;
  readonly onRecordAuthRequest: Hook<RecordAuthEvent>;
  readonly onRecordAuthWithPasswordRequest: Hook<
    RecordAuthWithPasswordEvent,
    AuthAnswer
  >;
  readonly onRecordAuthRefreshRequest: Hook<RecordFlowEvent, AuthAnswer>;
  readonly onRecordRequestPasswordResetRequest: Hook<RecordFlowEvent>;
  readonly onRecordConfirmPasswordResetRequest: Hook<RecordFlowEvent>;
  readonly onRecordRequestVerificationRequest: Hook<RecordFlowEvent>;
  readonly onRecordConfirmVerificationRequest: Hook<RecordFlowEvent>;
  readonly onRecordRequestEmailChangeRequest: Hook<RecordEmailChangeEvent>;
  readonly onRecordConfirmEmailChangeRequest: Hook<RecordEmailChangeEvent>;
  readonly onRecordRequestOTPRequest: Hook<
    RecordRequestOTPEvent,
    { readonly otpId: string }
  >;
  readonly onRecordAuthWithOTPRequest: Hook<RecordAuthWithOTPEvent, AuthAnswer>;
  readonly onRecordAuthWithOAuth2Request: Hook<
    RecordAuthWithOAuth2Event,
    AuthAnswer
  >;
  readonly onFileDownloadRequest: Hook<FileDownloadRequestEvent, OpenedFile>;
  readonly onFileTokenRequest: Hook<FileTokenRequestEvent, string>;
  readonly onRealtimeConnectRequest: Hook<
    RealtimeConnectRequestEvent,
    RealtimeClient
  >;
  readonly onRealtimeSubscribeRequest: Hook<RealtimeSubscribeRequestEvent>;
  readonly onBatchRequest: Hook<BatchRequestEvent, readonly BatchResult[]>;
  readonly onSettingsListRequest: Hook<SettingsRequestEvent, JsonObject>;
  readonly onSettingsUpdateRequest: Hook<SettingsUpdateRequestEvent>;
  readonly onBackupCreate: Hook<BackupEvent>;
  readonly onBackupRestore: Hook<BackupEvent>;
  readonly onMailerSend: Hook<MailEvent>;
  readonly onMailerRecordVerificationSend: Hook<RecordMailEvent>;
  readonly onMailerRecordPasswordResetSend: Hook<RecordMailEvent>;
  readonly onMailerRecordEmailChangeSend: Hook<RecordMailEvent>;
  readonly onMailerRecordOTPSend: Hook<RecordMailEvent>;
  readonly onMailerRecordAuthAlertSend: Hook<RecordMailEvent>;
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
    onCollectionUpdate: new Hook("onCollectionUpdate"),
    onCollectionDelete: new Hook("onCollectionDelete"),
    onRecordAuthRequest: new Hook("onRecordAuthRequest"),
    onRecordAuthWithPasswordRequest: new Hook(
      "onRecordAuthWithPasswordRequest",
    ),
    onRecordAuthRefreshRequest: new Hook("onRecordAuthRefreshRequest"),
    onRecordRequestPasswordResetRequest: new Hook(
      "onRecordRequestPasswordResetRequest",
    ),
    onRecordConfirmPasswordResetRequest: new Hook(
      "onRecordConfirmPasswordResetRequest",
    ),
    onRecordRequestVerificationRequest: new Hook(
      "onRecordRequestVerificationRequest",
    ),
    onRecordConfirmVerificationRequest: new Hook(
      "onRecordConfirmVerificationRequest",
    ),
    onRecordRequestEmailChangeRequest: new Hook(
      "onRecordRequestEmailChangeRequest",
    ),
    onRecordConfirmEmailChangeRequest: new Hook(
      "onRecordConfirmEmailChangeRequest",
    ),
    onRecordRequestOTPRequest: new Hook("onRecordRequestOTPRequest"),
    onRecordAuthWithOTPRequest: new Hook("onRecordAuthWithOTPRequest"),
    onRecordAuthWithOAuth2Request: new Hook("onRecordAuthWithOAuth2Request"),
    onSettingsListRequest: new Hook("onSettingsListRequest"),
    onSettingsUpdateRequest: new Hook("onSettingsUpdateRequest"),
    onFileDownloadRequest: new Hook("onFileDownloadRequest"),
    onFileTokenRequest: new Hook("onFileTokenRequest"),
    onRealtimeConnectRequest: new Hook("onRealtimeConnectRequest"),
    onRealtimeSubscribeRequest: new Hook("onRealtimeSubscribeRequest"),
    onBatchRequest: new Hook("onBatchRequest"),
    onBackupCreate: new Hook("onBackupCreate"),
    onBackupRestore: new Hook("onBackupRestore"),
    onMailerSend: new Hook("onMailerSend"),
    onMailerRecordVerificationSend: new Hook("onMailerRecordVerificationSend"),
    onMailerRecordPasswordResetSend: new Hook(
      "onMailerRecordPasswordResetSend",
    ),
    onMailerRecordEmailChangeSend: new Hook("onMailerRecordEmailChangeSend"),
    onMailerRecordOTPSend: new Hook("onMailerRecordOTPSend"),
    onMailerRecordAuthAlertSend: new Hook("onMailerRecordAuthAlertSend"),
  };
}
