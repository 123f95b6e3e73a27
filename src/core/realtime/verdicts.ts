import type { Rule } from "../collections/collection.ts";
import type { Json, JsonObject } from "../json.ts";
import type { Logger } from "../logs/logger.ts";
import { parseFields } from "../picking/parse-fields.ts";
import { pickFields } from "../picking/pick-fields.ts";
import type { RecordEvent } from "../records/record-events.ts";
import type { StoredRecord } from "../records/record.ts";
import type { Records } from "../records/records.ts";
import { DomainError } from "../errors.ts";
import { guest, type RequestInfo } from "../request.ts";
import type { Audience, Question } from "./audience.ts";
import type { SubscriptionOptions } from "./subscription-options.ts";

/** What the verdicts work with. */
export interface VerdictParts {
  readonly records: Pick<Records, "matches" | "present">;
  readonly log: Logger;
}

/**
 * Who is told what of one change of one record. Each question is judged once, each way of showing the record is written
 * once, however many clients there are. The record is judged by its values at that change: what was changed again since
 * must not let anyone see what was hidden then.
 */
export class Verdicts {
  readonly record: StoredRecord;
  readonly #parts: VerdictParts;
  readonly #action: RecordEvent["action"];
  /** By rule, options and audience. */
  readonly #passes = new Map<string, Map<string, boolean>>();
  /** By options and how it is shown. */
  readonly #written = new Map<string, Map<string, string>>();

  constructor(
    parts: VerdictParts,
    action: RecordEvent["action"],
    record: StoredRecord,
  ) {
    this.#parts = parts;
    this.#action = action;
    this.record = record;
  }

  /** The event's JSON for an audience; undefined if it may not know of it. */
  async dataFor(
    question: Question,
    audience: Audience,
  ): Promise<string | undefined> {
    const { rule, options } = question;
    const request = requestOf(options, audience);
    const passing = within(this.#passes, questionKey(rule, options));
    let passes = passing.get(audience.key);
    if (passes === undefined) {
      passes = await this.#judge(question, request);
      passing.set(audience.key, passes);
    }
    if (!passes) return undefined;

    const writings = within(this.#written, options.key);
    let written = writings.get(audience.shownAs);
    if (written === undefined) {
      written = await this.#write(options, request);
      writings.set(audience.shownAs, written);
    }
    return written;
  }

  /** As `dataFor`, as far as that was found out before. */
  knownDataFor(
    { rule, options }: Question,
    { key, shownAs }: Pick<Audience, "key" | "shownAs">,
  ): string | undefined {
    const passing = this.#passes.get(questionKey(rule, options));
    return passing?.get(key) === true
      ? this.#written.get(options.key)?.get(shownAs)
      : undefined;
  }

  async #judge(
    { rule, options }: Question,
    request: RequestInfo,
  ): Promise<boolean> {
    const { filter = "" } = options.query;
    if (request.viewer.kind === "superuser") {
      return this.#matches("", filter, request);
    }
    return rule !== null && this.#matches(rule, filter, request);
  }

  #matches(
    rule: string,
    filter: string,
    request: RequestInfo,
  ): Promise<boolean> {
    const { records } = this.#parts;
    return records.matches(this.record, { rule, filter }, request);
  }

  async #write(
    { query }: SubscriptionOptions,
    request: RequestInfo,
  ): Promise<string> {
    const { records } = this.#parts;
    const json = await records.present(this.record, query["expand"], request);
    const record = await this.#pick(json, query["fields"] ?? "");
    return JSON.stringify({ record, action: this.#action });
  }

  /** Fields that make no sense are all fields: nobody is there to be told. */
  async #pick(record: JsonObject, fields: string): Promise<Json> {
    if (fields === "") return record;
    try {
      return pickFields(record, await parseFields(fields));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.#parts.log.debug("a subscription's fields cannot be understood", {
        fields,
        error,
      });
      return record;
    }
  }
}

/** What rules see: a subscription is like a view or list that is asked for again at every change. */
function requestOf(
  { query, headers }: SubscriptionOptions,
  { login }: Audience,
): RequestInfo {
  return {
    viewer: login?.viewer ?? guest,
    context: "realtime",
    address: "",
    method: "GET",
    headers,
    query,
    body: {},
  };
}

function questionKey(rule: Rule, options: SubscriptionOptions): string {
  return JSON.stringify([rule, options.key]);
}

function within<T>(maps: Map<string, Map<string, T>>, key: string) {
  let map = maps.get(key);
  if (map === undefined) {
    map = new Map<string, T>();
    maps.set(key, map);
  }
  return map;
}
