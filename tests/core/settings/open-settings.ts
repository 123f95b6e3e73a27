import { afterEach, beforeEach } from "bun:test";
import { sql } from "drizzle-orm";
import type { App } from "../../../src/core/app.ts";
import { Invalid } from "../../../src/core/errors.ts";
import { openTempApp, type TempApp } from "../../support/temp-app.ts";

/** The app of the test that runs, and the folder that it is in. */
export let temp: TempApp;
export let app: App;

/** Opens a new app for each test of a file. */
export function openSettingsForEachTest(): void {
  beforeEach(async () => {
    temp = await openTempApp();
    ({ app } = temp);
  });
  afterEach(() => temp.close());
}

/** What lies in the database. */
export async function stored(): Promise<Record<string, unknown>> {
  const row = await app.database.get(
    sql`select cast(value as text) as value from _params where id = 'settings'`,
  );
  return JSON.parse(String(row!["value"])) as Record<string, unknown>;
}

/** What a change is refused with. */
export async function refusal(
  changes: Record<string, unknown>,
): Promise<Invalid> {
  const error: unknown = await app.settings.update(changes).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Invalid)) throw new Error("it was not refused");
  return error;
}

/** The codes of a refusal, in groups and fields as they came. */
export function codes(fields: unknown): unknown {
  if (typeof fields !== "object" || fields === null) return fields;
  if ("code" in fields && "message" in fields) return fields.code;
  return Object.fromEntries(
    Object.entries(fields).map(([name, error]) => [name, codes(error)]),
  );
}
