import { sql } from "drizzle-orm";
import type { Executor } from "../../engines/database/database.ts";
import { Refused } from "../errors.ts";
import { isObject } from "../json.ts";
import { formatTime } from "../collections/fields/date-time.ts";
import type { RawObject } from "../collections/json-reader.ts";
import { decrypt, encrypt, type EncryptionKey } from "./encryption.ts";

/** The stored text of the settings: JSON, or JSON encrypted; empty when none are stored. */
export async function loadText(executor: Executor): Promise<string> {
  // PocketBase stores a blob, or text when it is encrypted.
  const row = await executor.get(
    sql`select cast(value as text) as value from _params where id = 'settings'`,
  );
  const value = row?.["value"];
  return typeof value === "string" ? value : "";
}

/** Stores the text, and when that was. */
export async function saveText(
  executor: Executor,
  text: string,
): Promise<void> {
  const now = formatTime(Date.now());
  await executor.run(
    sql`insert into _params (id, value, created, updated) values ('settings', ${text}, ${now}, ${now})
        on conflict (id) do update set value = excluded.value, updated = excluded.updated`,
  );
}

/**
 * The JSON in a stored text, which may be from before encryption was asked for: plain JSON is tried first.
 *
 * @throws {Refused} it is encrypted, and the key is missing or another
 */
export function openText(
  text: string,
  key: EncryptionKey | undefined,
): RawObject {
  if (text === "") return {};
  const plain = parseObject(text);
  if (plain !== undefined) return plain;
  if (key === undefined) {
    throw new Refused(
      "The settings in the data folder are encrypted (or damaged): start with --encryptionEnv NAME, where the environment variable NAME holds their key of 32 characters.",
    );
  }
  const decrypted = parseObject(decrypt(text, key) ?? "");
  if (decrypted !== undefined) return decrypted;
  throw new Refused(
    "The settings in the data folder are encrypted with another key than the one that --encryptionEnv names (or damaged).",
  );
}

/** The text to store. */
export function sealText(
  values: RawObject,
  key: EncryptionKey | undefined,
): string {
  const text = JSON.stringify(values);
  return key === undefined ? text : encrypt(text, key);
}

/** Undefined for what is no JSON; empty for JSON that says nothing (`null`). */
function parseObject(text: string): RawObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return undefined; // encrypted, probably: the caller finds out
  }
}
