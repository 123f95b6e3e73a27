import { AsyncLocalStorage } from "node:async_hooks";
import type { Collection, Rule } from "../collections/collection.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import type { Logger } from "../logs/logger.ts";
import type { RecordEvent } from "../records/record-events.ts";
import type { RecordValues, StoredRecord } from "../records/record.ts";
import {
  type Audience,
  createPlacer,
  findAudiences,
  type Question,
} from "./audience.ts";
import type { Client } from "./client.ts";
import type { EventQueue } from "./event-queue.ts";
import type { Logins } from "./logins.ts";
import { Pace } from "../pace.ts";
import type { RealtimeMessage } from "./realtime.ts";
import type { Subscription, Subscriptions } from "./subscriptions.ts";
import { type VerdictParts, Verdicts } from "./verdicts.ts";

/** What the feed works with. */
export interface RecordFeedParts extends VerdictParts {
  readonly collections: CollectionLookup;
  readonly subscriptions: Subscriptions;
  readonly logins: Logins;
  readonly queue: EventQueue;
  readonly log: Logger;
}

/** Of each second, so many milliseconds may be spent on judging deletions before they happen, while other writers wait. */
const foresightBudget = 200;

/** Tells subscribers of changes of records. */
export class RecordFeed {
  readonly #parts: RecordFeedParts;
  /** Out of the transactions in which deletions are foreseen. */
  readonly #outside = AsyncLocalStorage.snapshot();
  /**
   * Verdicts on deletions, by the very values that are announced once they are committed. Where those come from another
   * node, or were never committed, nothing is found here and nothing is left.
   */
  readonly #foreseen = new WeakMap<RecordValues, Verdicts>();
  #budget = { second: 0, spent: 0 };

  constructor(parts: RecordFeedParts) {
    this.#parts = parts;
  }

  /**
   * Lines up what a committed change means for those who have subscribed by now. To be called before a deletion logs
   * anyone out: who is logged in as the record hears of its end as that.
   */
  hear({ action, collectionId, id, record, previous }: RecordEvent): void {
    const { collections, subscriptions, queue } = this.#parts;
    const collection = collections.find(collectionId);
    const values = action === "delete" ? previous : record;
    if (collection === undefined || values === undefined) return;
    if (!this.#isHeardOf(collection, id)) return;
    const moment = subscriptions.nextMoment();
    const verdicts =
      this.#foreseen.get(values) ??
      new Verdicts(this.#parts, action, { id, collection, values });
    const last = action === "delete" ? this.#lastWords(verdicts) : noWords;
    queue.add(() => this.#tell(verdicts, moment, last));
  }

  /** What was foreseen for those who are logged in as the record that goes. */
  #lastWords(verdicts: Verdicts): LastWords {
    const { record } = verdicts;
    const login = this.#parts.logins.find(record);
    if (login === undefined) return noWords;
    const words = new Map<Subscription, LastWord>();
    for (const [subscription, rule] of this.#heardBy(record)) {
      const { text, options, clients } = subscription;
      const question = { record, rule, options };
      const audience = createPlacer(question)(login);
      const data = verdicts.knownDataFor(question, audience);
      if (data === undefined) continue;
      words.set(subscription, {
        message: { event: text, data },
        clients: clients
          .keys()
          .filter((one) => one.login === login)
          .toArray(),
      });
    }
    return words;
  }

  /**
   * Judges a deletion before it happens, by what is committed up to now: rules may ask for records that go in the same
   * transaction (a room's members, a comment's post). What is not judged here, as that would take too long, is judged
   * afterwards, when such records are gone.
   */
  async foresee(record: StoredRecord): Promise<void> {
    const { log } = this.#parts;
    if (!this.#isHeardOf(record.collection, record.id)) return;
    try {
      const verdicts = new Verdicts(this.#parts, "delete", record);
      await this.#outside(() => this.#judgeAll(verdicts));
      this.#foreseen.set(record.values, verdicts);
    } catch (error) {
      log.error("subscribers may not hear of a deletion", { error });
    }
  }

  #isHeardOf(collection: Collection, id: string): boolean {
    const { subscriptions } = this.#parts;
    if (subscriptions.isEmpty) return false;
    return topicsOf(collection, id).some(({ topic }) =>
      subscriptions.has(topic),
    );
  }

  *#heardBy({
    collection,
    id,
  }: StoredRecord): Generator<readonly [Subscription, Rule]> {
    for (const { topic, rule } of topicsOf(collection, id)) {
      for (const subscription of this.#parts.subscriptions.to(topic)) {
        yield [subscription, rule];
      }
    }
  }

  async #judgeAll(verdicts: Verdicts): Promise<void> {
    const { record } = verdicts;
    const pace = new Pace();
    // A copy: others may subscribe in the meantime.
    for (const [{ options, clients }, rule] of this.#heardBy(record)) {
      const question = { record, rule, options };
      const place = createPlacer(question);
      for (const audience of findAudiences(place, clients.keys())) {
        if (!this.#hasTime()) return;
        const start = performance.now();
        await verdicts.dataFor(question, audience);
        this.#budget.spent += performance.now() - start;
        if (pace.isDue) await pace.rest();
      }
    }
  }

  #hasTime(): boolean {
    const second = Math.floor(performance.now() / 1000);
    if (this.#budget.second !== second) this.#budget = { second, spent: 0 };
    return this.#budget.spent < foresightBudget;
  }

  async #tell(
    verdicts: Verdicts,
    moment: number,
    lastWords: LastWords,
  ): Promise<void> {
    const { record } = verdicts;
    const pace = new Pace();
    for (const [subscription, rule] of this.#heardBy(record)) {
      const { options, clients } = subscription;
      const told = new Set<Client>();
      const last = lastWords.get(subscription);
      if (last !== undefined) {
        for (const client of last.clients) {
          if (clients.has(client)) client.send(last.message);
          told.add(client);
        }
      }
      const waiting: Client[] = [];
      for (const [client, since] of clients) {
        if (since < moment && !told.has(client)) waiting.push(client);
      }
      const question = { record, rule, options };
      await this.#tellAll(verdicts, question, subscription, waiting, pace);
    }
  }

  async #tellAll(
    verdicts: Verdicts,
    question: Question,
    { text, clients }: Subscription,
    all: readonly Client[],
    pace: Pace,
  ): Promise<void> {
    const place = createPlacer(question);
    /** By how the record is shown. */
    const messages = new Map<string, RealtimeMessage>();
    for (let waiting = all; waiting.length > 0;) {
      const changed: Client[] = [];
      for (const audience of findAudiences(place, waiting)) {
        const data = await this.#dataFor(verdicts, question, audience);
        if (pace.isDue) await pace.rest();
        if (data === undefined) continue;
        const { key, shownAs } = audience;
        const message = messages.get(shownAs) ?? { event: text, data };
        messages.set(shownAs, message);
        for (const client of audience.clients) {
          if (pace.isDue) await pace.rest();
          if (!clients.has(client)) continue;
          // Who has become somebody else meanwhile is judged as that.
          if (place(client.login).key === key) client.send(message);
          else changed.push(client);
        }
      }
      waiting = changed;
    }
  }

  /** As the verdicts say; nothing, if they cannot tell. */
  async #dataFor(
    verdicts: Verdicts,
    question: Question,
    audience: Audience,
  ): Promise<string | undefined> {
    try {
      return await verdicts.dataFor(question, audience);
    } catch (error) {
      const { log } = this.#parts;
      log.error("a change could not be judged for a subscriber", { error });
      return undefined;
    }
  }
}

/** A message for those who are nobody any more when its turn comes. */
interface LastWord {
  readonly message: RealtimeMessage;
  readonly clients: readonly Client[];
}

type LastWords = ReadonlyMap<Subscription, LastWord>;

const noWords: LastWords = new Map();

/** Under which topics a record's changes go out, and the rule that decides who hears of them there. */
function topicsOf(
  { id: collectionId, name, viewRule, listRule }: Collection,
  id: string,
): readonly { readonly topic: string; readonly rule: Rule }[] {
  return [name, collectionId].flatMap((nameOrId) => [
    { topic: `${nameOrId}/${id}`, rule: viewRule },
    { topic: `${nameOrId}/*`, rule: listRule },
    { topic: nameOrId, rule: listRule },
  ]);
}
