import type { App } from "../app.ts";
import type { JsonObject } from "../json.ts";
import type { ApiName } from "./api-names.ts";

/** What of the app an API of another system needs to provide for itself. */
export type ProvisionedApp = Pick<App, "collections" | "records">;

/** An API of another system, as the core sees it: a translation over collections, which it needs to be there. */
export interface ApiDefinition {
  readonly name: ApiName;
  /** As people call the system. */
  readonly title: string;
  /**
   * The collections that it needs, as an import takes them. They are made where they are missing, and get fields that they
   * lack; all else of them is the operator's. Each comes after those that it refers to.
   */
  readonly collections: readonly JsonObject[];
  /** Puts in what must be in them, where it is missing. */
  readonly seed?: (app: ProvisionedApp) => Promise<void>;
}
