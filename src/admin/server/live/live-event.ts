import type { RecordModel } from "pocketbase";

/** What happened to a record. */
export interface LiveEvent {
  readonly action: "create" | "update" | "delete";
  readonly record: RecordModel;
}

/** What a tab listens to: a topic, as in `posts/*`, and in which form it wants the records (`expand`, `fields`, `filter`). */
export interface LiveTopic {
  readonly topic: string;
  readonly query: Readonly<Record<string, string>>;
}

/** The same text for the same topic in the same form. */
export function keyOf({ topic, query }: LiveTopic): string {
  const entries = Object.entries(query)
    .filter(([, value]) => value !== "")
    .toSorted(([one], [other]) => one.localeCompare(other));
  return JSON.stringify([topic, Object.fromEntries(entries)]);
}

/** The topic that a key of `keyOf` stands for. */
export function topicOfKey(key: string): LiveTopic {
  const [topic, query] = JSON.parse(key) as [string, LiveTopic["query"]];
  return { topic, query };
}
