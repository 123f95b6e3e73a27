import type { JsonObject } from "../json.ts";
import type { RequestInfo } from "../request.ts";

/** What SQL that a superuser wrote has given. */
export interface SqlAnswer extends JsonObject {
  /** Milliseconds. */
  readonly execTime: number;
  /** Rows that the last statement to write some has written. */
  readonly affectedRows: number;
  /** Of the last statement, if it reads. */
  readonly columns: { name: string; type: string; nullable: boolean }[];
  readonly rows: (string | null)[][];
}

/** SQL of superusers on the database that holds the records. */
export interface SqlConsole {
  /**
   * Runs statements, all in one transaction, in a process of their own: what takes long stops nothing else.
   *
   * @param query untrusted
   * @param request who asks, for the log
   * @param signal ends it, and undoes what it has written
   * @throws {Invalid} the query is no text, too long or wrong, or took too long, or gave too much: nothing was written
   * @throws {TooMany} too many are waiting already
   */
  run(
    query: unknown,
    request: RequestInfo,
    signal: AbortSignal,
  ): Promise<SqlAnswer>;
}
