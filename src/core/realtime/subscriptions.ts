import type { Client } from "./client.ts";
import {
  parseOptions,
  type SubscriptionOptions,
  topicOf,
} from "./subscription-options.ts";

/** What some clients have subscribed to in the same words. */
export interface Subscription {
  readonly text: string;
  readonly topic: string;
  readonly options: SubscriptionOptions;
  /** With the moment from which on each has been subscribed. */
  readonly clients: Map<Client, number>;
}

/** Who has subscribed to what. */
export class Subscriptions {
  readonly #byText = new Map<string, Subscription>();
  readonly #byTopic = new Map<string, Set<Subscription>>();
  #moment = 0;

  get isEmpty(): boolean {
    return this.#byText.size === 0;
  }

  /** A new moment: who subscribes from now on has not been there before it. */
  nextMoment(): number {
    return ++this.#moment;
  }

  /** All subscriptions to a topic. */
  to(topic: string): Iterable<Subscription> {
    return this.#byTopic.get(topic) ?? [];
  }

  has(topic: string): boolean {
    return this.#byTopic.has(topic);
  }

  /** Gives a client these subscriptions in place of those that it has. */
  replace(client: Client, texts: ReadonlySet<string>): void {
    for (const text of client.subscriptions) {
      if (!texts.has(text)) this.#remove(client, text);
    }
    for (const text of texts) {
      const { clients } = this.#subscription(text);
      if (!clients.has(client)) clients.set(client, this.#moment);
    }
    client.subscriptions = texts;
  }

  #subscription(text: string): Subscription {
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const topic = topicOf(text);
    const options = parseOptions(text);
    const subscription = { text, topic, options, clients: new Map() };
    this.#byText.set(text, subscription);
    const others = this.#byTopic.get(topic);
    if (others === undefined) this.#byTopic.set(topic, new Set([subscription]));
    else others.add(subscription);
    return subscription;
  }

  #remove(client: Client, text: string): void {
    const subscription = this.#byText.get(text);
    if (subscription === undefined) return;
    subscription.clients.delete(client);
    if (subscription.clients.size > 0) return;
    this.#byText.delete(text);
    const others = this.#byTopic.get(subscription.topic);
    others?.delete(subscription);
    if (others?.size === 0) this.#byTopic.delete(subscription.topic);
  }
}
