import type {
  PasswordsAhead,
  PasswordWork,
} from "../auth/passwords/password-work.ts";
import type { Collection } from "../collections/collection.ts";
import type { JsonObject } from "../json.ts";
import type { RequestInfo } from "../request.ts";
import type { RecordValues, StoredRecord } from "./record.ts";
import type { SavingAhead } from "./saving/prepare-passwords.ts";
import type { ImportOptions } from "./transfer/importing/import-options.ts";
import type { ImportFile } from "./transfer/importing/import-records.ts";
import type { ImportReport } from "./transfer/importing/import-report.ts";
import type { ImportWatch } from "./transfer/importing/import-run.ts";

/** A record as one viewer may see it: `collectionId`, `collectionName`, `id`, its visible fields, `expand` if asked for. */
export type RecordJson = JsonObject;

/** One page of a list. With `skipTotal` the totals are -1. */
export interface Page<T> {
  readonly page: number;
  readonly perPage: number;
  readonly totalItems: number;
  readonly totalPages: number;
  readonly items: readonly T[];
  /** From where the list goes on after this page, and before it, if it was read by a cursor; empty where it ends. */
  readonly nextCursor?: string;
  readonly prevCursor?: string;
}

/** What a list may be asked for; all untrusted. */
export interface ListQuery {
  /** From 1. */
  readonly page?: number;
  /** At most 1000; 30 when absent. */
  readonly perPage?: number;
  /** How many records to leave out, in place of whole pages: `page` does not count then. */
  readonly offset?: number;
  readonly filter?: string;
  readonly sort?: string;
  readonly expand?: string;
  readonly skipTotal?: boolean;
  /** Fields that the records come without; they are not even read. For a few lists of names, as each is remembered. */
  readonly without?: readonly string[];
  /**
   * Where another page ended, or began; empty for the beginning of the list, or for its page `page`. Pages that are read so
   * miss no record and show none twice, whatever is created and deleted meanwhile.
   */
  readonly cursor?: string;
}

/** The operations on records. All judge the collection's rule for `request.viewer`; superusers pass every rule. */
export interface Records {
  /**
   * @throws {Forbidden} the rule is for superusers only, or the filter names what is
   * @throws {Invalid} the filter or sort cannot be understood, or the cursor is not one of this list
   */
  list(
    collection: Collection,
    query: ListQuery,
    request: RequestInfo,
  ): Promise<Page<RecordJson>>;
  /**
   * @throws {NotFound} no such record, or the rule hides it
   * @throws {Forbidden} the rule is for superusers only
   */
  view(
    collection: Collection,
    id: string,
    expand: string | undefined,
    request: RequestInfo,
  ): Promise<RecordJson>;
  /**
   * Creates from `request.body` (raw keys with modifiers, still unparsed).
   * @throws {Invalid} with codes per field; with none when the create rule refuses
   */
  create(
    collection: Collection,
    expand: string | undefined,
    request: RequestInfo,
  ): Promise<RecordJson>;
  /**
   * @param ifMatch the tags of which the record must have one, as in the header of that name: see `tagOf`
   * @throws {NotFound} no such record, or the update rule hides it
   * @throws {ChangedMeanwhile} the record has another tag
   * @throws {Invalid} with codes per field
   */
  update(
    collection: Collection,
    id: string,
    expand: string | undefined,
    request: RequestInfo,
    ifMatch?: string,
  ): Promise<RecordJson>;
  /**
   * Deletes the record and what only it holds (cascade), unsets other references.
   * @param ifMatch as for `update`
   * @throws {NotFound} no such record, or the delete rule hides it
   * @throws {ChangedMeanwhile} the record has another tag
   * @throws {Invalid} a required relation without cascade still points at it; nothing is deleted
   */
  remove(
    collection: Collection,
    id: string,
    request: RequestInfo,
    ifMatch?: string,
  ): Promise<void>;
  /** Creates and updates records as the rows of a file say: see `importRecords`. */
  import(
    collection: Collection,
    file: ImportFile,
    options: ImportOptions,
    request: RequestInfo,
    watch: ImportWatch,
  ): Promise<ImportReport>;
  /** Deletes every record of the collection, one transaction, each as `remove` does. For superusers. */
  truncate(collection: Collection): Promise<void>;

  /** A record regardless of rules and viewers. */
  find(collection: Collection, id: string): Promise<StoredRecord | undefined>;
  /** The one record whose field has this value (case-insensitively if `ignoreCase`), regardless of rules. */
  findBy(
    collection: Collection,
    field: string,
    value: string,
    options?: { readonly ignoreCase?: boolean },
  ): Promise<StoredRecord | undefined>;
  /** All records whose fields have these values, regardless of rules, in no certain order. For few. */
  findAllBy(
    collection: Collection,
    values: Readonly<Record<string, string>>,
  ): Promise<readonly StoredRecord[]>;
  /**
   * Changes a record as the server itself decides, whatever rules and forms say, with all that follows from a change
   * (a new key for tokens, ended logins, events).
   *
   * @param decide sees the record as it stands, with no other write between this and the change, and gives its new values,
   *   a password as `{hash}` or `{plain, hash}`; undefined leaves it as it is. What it throws is thrown on
   * @returns the record as it is now
   * @throws {NotFound} no such record @throws {Invalid} a value breaks its field's limits or is taken
   */
  amend(
    collection: Collection,
    id: string,
    decide: (current: StoredRecord) => RecordValues | undefined,
  ): Promise<StoredRecord>;
  /**
   * Runs operations as one transaction: use the given `records`, not these. Writers wait meanwhile: hash passwords before
   * (`PreparedPassword`, or `preparePasswords` for what clients send), mail and ask others outside.
   *
   * @param options.passwords what was prepared for it
   */
  transaction<T>(
    work: (records: Records) => Promise<T>,
    options?: { readonly passwords?: PasswordWork },
  ): Promise<T>;
  /**
   * Ahead of a transaction: hashes and compares what a create or update within it will need. Refuses nothing, that is for
   * the operation itself.
   *
   * @throws {TooMany} too many passwords are waiting to be hashed
   */
  preparePasswords(saving: SavingAhead, into: PasswordsAhead): Promise<void>;
  /**
   * Whether the record passes a filter (a rule) right now. `ifUnclear` is the answer for a rule that can no longer be
   * understood: false when absent.
   */
  passes(
    record: StoredRecord,
    rule: string,
    request: RequestInfo,
    options?: { readonly ifUnclear?: boolean },
  ): Promise<boolean>;
  /**
   * Whether a record of these values, whatever its table holds now, passes a rule and a client's filter (either may be
   * empty). What they say of other records is judged as those are now. What cannot be understood lets nothing pass.
   */
  matches(
    record: StoredRecord,
    conditions: { readonly rule: string; readonly filter: string },
    request: RequestInfo,
  ): Promise<boolean>;
  /** The record as the request's viewer may see it, with expands. `own`: the viewer is seen to be the record itself (a login's answer), so its email shows. */
  present(
    record: StoredRecord,
    expand: string | undefined,
    request: RequestInfo,
    options?: { readonly own?: boolean },
  ): Promise<RecordJson>;
}
