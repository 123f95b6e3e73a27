import type { Bus } from "../../engines/bus/bus.ts";
import type { Database, Transaction } from "../../engines/database/database.ts";
import {
  type RawObject,
  strictReader,
  tolerantReader,
} from "../collections/json-reader.ts";
import { defaultSettings } from "../data-folder/fixed-rows.ts";
import { Invalid } from "../errors.ts";
import { isObject, type JsonObject } from "../json.ts";
import type { Logger } from "../logs/logger.ts";
import { type EncryptionKey, readEncryptionKey } from "./encryption.ts";
import { presentSettings } from "./present-settings.ts";
import { readSettings } from "./read-settings.ts";
import type { Settings, SettingsValues } from "./settings.ts";
import { loadText, openText, saveText, sealText } from "./settings-row.ts";
import { validateSettings } from "./validate-settings.ts";

/** What the settings work with. */
export interface SettingsParts {
  readonly database: Database;
  readonly bus: Bus;
  readonly log: Logger;
  /** The name of the environment variable whose value encrypts the stored settings. */
  readonly encryptionEnv?: string | undefined;
}

/**
 * Reads the settings into memory. After each change it publishes `settings`.
 *
 * @throws {Refused} they are encrypted, and the key is missing or another
 */
export async function createSettings(parts: SettingsParts): Promise<Settings> {
  const key = readEncryptionKey(parts.encryptionEnv, parts.log);
  return new StoredSettings(parts, key, await loadText(parts.database));
}

class StoredSettings implements Settings {
  current: SettingsValues;
  readonly #database: Database;
  readonly #bus: Bus;
  readonly #key: EncryptionKey | undefined;
  /** What `current` was read from. */
  #text: string;

  constructor(
    { database, bus }: SettingsParts,
    key: EncryptionKey | undefined,
    text: string,
  ) {
    this.#database = database;
    this.#bus = bus;
    this.#key = key;
    this.#text = text;
    this.current = valuesIn(openText(text, key));
  }

  present(): JsonObject {
    return presentSettings(this.current);
  }

  check(changes: RawObject): SettingsValues {
    return changed(this.current, changes);
  }

  async update(changes: RawObject): Promise<void> {
    await this.#database.transaction((tx) => this.updateIn(tx, () => changes));
  }

  async updateIn(
    tx: Transaction,
    change: (stored: SettingsValues) => RawObject | undefined,
  ): Promise<void> {
    // Another process may have changed them a moment ago.
    const stored = openText(await loadText(tx), this.#key);
    const values = valuesIn(stored);
    const changes = change(values);
    if (changes === undefined) return;
    const next = changed(values, changes);
    const text = sealText(lay(next, stored), this.#key);
    await saveText(tx, text);
    tx.afterCommit(() => this.#replace(text, next));
  }

  async reload(): Promise<void> {
    for (;;) {
      const before = this.#text;
      const text = await loadText(this.#database);
      // What was read while a change committed may be from before it.
      if (this.#text !== before) continue;
      if (text !== before) {
        this.#replace(text, valuesIn(openText(text, this.#key)));
      }
      return;
    }
  }

  #replace(text: string, values: SettingsValues): void {
    this.#text = text;
    this.current = values;
    this.#bus.publish({ topic: "settings", data: {} });
  }
}

/** @throws {Invalid} */
function changed(values: SettingsValues, changes: RawObject): SettingsValues {
  const next = readSettings(strictReader, changes, values);
  const errors = validateSettings(next);
  if (errors === undefined) return next;
  throw new Invalid("An error occurred while saving the new settings.", errors);
}

function valuesIn(stored: RawObject): SettingsValues {
  return readSettings(tolerantReader, stored, defaultSettings);
}

/** The values laid over what is stored, of which unknown keys stay: another version may have use for them. */
function lay(values: object, stored: RawObject): RawObject {
  return {
    ...stored,
    ...Object.fromEntries(
      Object.entries(values).map(([name, value]: [string, unknown]) => {
        const known = stored[name];
        return [
          name,
          isObject(value) ? lay(value, isObject(known) ? known : {}) : value,
        ];
      }),
    ),
  };
}
