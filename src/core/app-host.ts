import type { App } from "./app.ts";
import { Refused } from "./errors.ts";

/** Who answers requests with the app. */
export interface Attendant {
  /** Lets nothing new begin, and waits until nothing of the app is in use. */
  pause(): Promise<void>;
  /** Goes on with this app. */
  resume(app: App): void;
}

/** A change of the data folder that is made while no app is open on it. */
export interface FolderChange {
  /** Puts the new data in the place of the old. */
  apply(): Promise<void>;
  /** The new data has opened. */
  accept(): Promise<void>;
  /** The new data did not open: the old is to be there again. */
  undo(): Promise<void>;
  /** It is not made, or was undone: what was prepared for it can go. */
  abandon(): Promise<void>;
}

/** Keeps an app open on a data folder that is served, and can put other data under it without ending. */
export interface AppHost {
  /** Ask each time, never keep. */
  readonly app: App;
  attend(attendant: Attendant): void;
  /**
   * Closes the app, changes the folder and opens a new app on it; the old data's, if the new does not open.
   * @throws what `apply` or opening threw, once the old data is open again
   * @throws {Refused} a command works on the folder for too long; nothing was changed
   * @throws {NothingOpens}
   */
  change(change: FolderChange): Promise<void>;
  /** Rejects with `NothingOpens` when that happens: there is nothing left to serve. Never resolves. */
  readonly lost: Promise<never>;
  /** Waits for a change that is being made, closes the app and lets go of the folder. */
  close(): Promise<void>;
}

/** The new data does not open, and the old does not either. */
export class NothingOpens extends Refused {}
