import type { JsonObject } from "../json.ts";
import type { Page } from "../records/records.ts";
import type { Collection } from "./collection.ts";
import type { ChangePreview } from "./dry-run/change-preview.ts";
import type { CollectionLookup } from "./lookup.ts";

/** The collections and the operations on them; all operations are for superusers, the API sees to that. */
export interface Collections extends CollectionLookup {
  /**
   * Creates a collection and its table from untrusted JSON.
   * @throws {Invalid} with codes per option; nothing is created
   */
  create(input: unknown): Promise<Collection>;
  /**
   * Changes what the input names, in table and data.
   * @throws {NotFound} @throws {Invalid}
   */
  update(nameOrId: string, input: unknown): Promise<Collection>;
  /** @throws {NotFound} @throws {Invalid} it is a system collection, or others refer to it */
  remove(nameOrId: string): Promise<void>;
  /** Creates and updates many, deletes the others if asked to; all or nothing. @throws {Invalid} */
  importAll(input: unknown): Promise<void>;
  list(query: {
    readonly page?: number;
    readonly perPage?: number;
    readonly filter?: string;
    readonly sort?: string;
    readonly skipTotal?: boolean;
  }): Promise<Page<JsonObject>>;
  /** As the API shows it: options flattened into it, secrets left out. */
  present(collection: Collection): JsonObject;
  /** A new collection of each type with its default fields and options. */
  scaffolds(): JsonObject;
  /** What a view query would give: `{fields, sample…}` as the API shows it. @throws {Invalid} */
  dryRunView(input: unknown): Promise<JsonObject>;
  /**
   * What a change of collections would do, and what it would be refused with; it changes nothing.
   * @param input `{collection, change}` as for `update`, or `create` without a collection; `{collections, deleteMissing}`
   *   as for `importAll`; `{delete}` or `{truncate}` with a name or id
   * @throws {NotFound} @throws {Invalid} the input says no one change @throws {TooMany} too many are waiting already
   */
  dryRunChange(input: unknown): Promise<ChangePreview>;
  /** Reads all collections again, after another process or node changed them. */
  reload(): Promise<void>;
}
