import {
  type Database,
  ScriptError,
  type ScriptLimits,
  type ScriptResult,
  TimedOut,
} from "../../engines/database/database.ts";
import { demandText, demandValid } from "../auth/demand-valid.ts";
import type { Collections } from "../collections/collections.ts";
import { countBytes } from "../collections/fields/casting.ts";
import { required } from "../collections/fields/field-errors.ts";
import { fieldError, Invalid } from "../errors.ts";
import type { Logger } from "../logs/logger.ts";
import type { RequestInfo } from "../request.ts";
import type { Settings } from "../settings/settings.ts";
import { Turns } from "../turns.ts";
import type { SqlAnswer, SqlConsole } from "./sql-console.ts";
import { writeSqlValue } from "./write-sql-value.ts";

export interface SqlConsoleParts {
  readonly database: Database;
  readonly collections: Collections;
  readonly settings: Settings;
  readonly log: Logger;
}

/** As PocketBase counts them. */
const maxQueryBytes = 5000;

const tooLong = fieldError(
  "validation_length_too_long",
  `The length must be no more than ${maxQueryBytes}.`,
  { min: 0, max: maxQueryBytes },
);

const limits: ScriptLimits = {
  rows: 1000,
  bytes: 32 * 1024 * 1024,
  milliseconds: 180_000,
  // Other processes on the folder give up on the lock after ten seconds.
  writeMilliseconds: 8_000,
};

/** Processes that run at once, and how many more requests may wait for theirs. */
const atOnce = 2;
const mostWaiting = 16;

/** What PocketBase takes for a write, whose rows it does not return. */
const writingPrefix =
  /^(?:insert|create|update|delete|drop|detach|alter|replace)/i;

export function createSqlConsole(parts: SqlConsoleParts): SqlConsole {
  const turns = new Turns(atOnce, mostWaiting);
  return {
    async run(query, request, signal) {
      const text = parseQuery(query);
      const deadline = AbortSignal.timeout(limits.milliseconds);
      const ended = AbortSignal.any([signal, deadline]);
      return turns.run(() => perform(parts, text, request, ended));
    },
  };
}

/** @throws {Invalid} */
function parseQuery(query: unknown): string {
  const text = demandText(query);
  const isTooLong = countBytes(text) > maxQueryBytes;
  demandValid({
    query: text === "" ? required : isTooLong ? tooLong : undefined,
  });
  const trimmed = text.trim();
  if (trimmed === "") throw failed("empty query");
  return trimmed;
}

async function perform(
  { database, collections, settings, log }: SqlConsoleParts,
  query: string,
  request: RequestInfo,
  signal: AbortSignal,
): Promise<SqlAnswer> {
  const began = performance.now();
  const note = (outcome: Readonly<Record<string, unknown>>) =>
    log.info("SQL of a superuser", {
      ...whoAsks(request, settings),
      query,
      milliseconds: Math.round(performance.now() - began),
      ...outcome,
    });
  try {
    const result = await database.runScript(query, limits, signal);
    note({ affectedRows: result.changes, rows: result.rows.length });
    if (result.hasWritten) {
      // It may be anything that is held in memory: the next request is to find it.
      await collections.reload();
      await settings.reload();
    }
    return present(query, result);
  } catch (error) {
    const isExpected =
      error instanceof ScriptError || error instanceof TimedOut;
    note({ error: isExpected ? error.message : error });
    throw isExpected ? failed(error.message, error) : error;
  }
}

function present(query: string, result: ScriptResult): SqlAnswer {
  const isWrite = writingPrefix.test(query);
  return {
    execTime: Math.round(result.milliseconds),
    affectedRows: result.changes,
    columns: isWrite
      ? []
      : result.columns.map(({ name, type }) => ({
          name,
          type: type.toUpperCase(),
          // PocketBase does not look.
          nullable: true,
        })),
    rows: isWrite ? [] : result.rows.map((row) => row.map(writeSqlValue)),
  };
}

function failed(reason: string, cause?: unknown): Invalid {
  const message = `Failed to execute query. Raw error:\n${reason}`;
  return new Invalid(message, {}, { cause });
}

function whoAsks(
  { viewer, address }: RequestInfo,
  { current }: Settings,
): Record<string, string> {
  const record = viewer.kind === "guest" ? undefined : viewer.record;
  return {
    superuser: record?.id ?? "",
    ...(current.logs.logIP && { address }),
  };
}
