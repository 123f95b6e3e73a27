import { expect, test } from "bun:test";
import {
  keyOf,
  type LiveEvent,
  topicOfKey,
} from "../../../../src/admin/server/live/live-event.ts";
import {
  SharedLive,
  type TabMessage,
  type Tabs,
} from "../../../../src/admin/server/live/shared-live.ts";
import type { StreamListener } from "../../../../src/admin/server/live/stream.ts";

interface Tab {
  readonly own: string;
  hear: (message: TabMessage) => void;
  lead: () => void;
  readonly goodbyes: (() => void)[];
  /** What its stream follows. */
  readonly followed: Set<string>;
  listener: StreamListener | undefined;
}

/** A browser whose tabs hear each other at once; the first one that is open leads. */
class Browser {
  readonly #tabs: Tab[] = [];

  open(own: string): SharedLive {
    const tab: Tab = {
      own,
      hear: () => {},
      lead: () => {},
      goodbyes: [],
      followed: new Set(),
      listener: undefined,
    };
    this.#tabs.push(tab);
    const tabs: Tabs = {
      own,
      send: (message) => {
        for (const other of this.#tabs) {
          if (other !== tab) other.hear(structuredClone(message));
        }
      },
      listen: (listener) => (tab.hear = listener),
      lead: (onLead) => {
        tab.lead = onLead;
        if (this.#tabs[0] === tab) onLead();
      },
      whenGone: (name, onGone) =>
        this.#tabs.find((one) => one.own === name)?.goodbyes.push(onGone),
    };
    return new SharedLive(tabs, (listener) => {
      tab.listener = listener;
      return {
        follow: (key) => void tab.followed.add(key),
        unfollow: (key) => void tab.followed.delete(key),
      };
    });
  }

  close(own: string): void {
    const at = this.#tabs.findIndex((tab) => tab.own === own);
    const [gone] = this.#tabs.splice(at, 1);
    for (const goodbye of gone?.goodbyes ?? []) goodbye();
    if (at === 0) this.#tabs[0]?.lead();
  }

  /** By tab, what its stream follows. */
  streams(): Record<string, string[]> {
    return Object.fromEntries(
      this.#tabs
        .filter(({ followed }) => followed.size > 0)
        .map(({ own, followed }) => [own, [...followed].sort()]),
    );
  }

  /** The server has taken the subscriptions of the stream there is: the first time, or after a reconnect. */
  connect(): void {
    for (const { listener, followed } of this.#tabs) {
      for (const key of followed) listener?.onFollowing(key);
    }
  }

  emit(key: string, event: LiveEvent): void {
    for (const { listener, followed } of this.#tabs) {
      if (followed.has(key)) listener?.onEvent(key, event);
    }
  }
}

/** Notes what it hears. */
function listenTo(live: SharedLive, key: string) {
  const heard: string[] = [];
  const end = live.follow(key, {
    onEvent: ({ action, record }) => heard.push(`${action} ${record.id}`),
    onStart: () => heard.push("start"),
    onGap: () => heard.push("gap"),
  });
  return { heard, end };
}

function created(id: string): LiveEvent {
  const record = { id, collectionId: "posts", collectionName: "posts" };
  return { action: "create", record };
}

test("all tabs hear of changes over the stream of one, which follows what any of them wants", () => {
  const browser = new Browser();
  const one = browser.open("one");
  const two = browser.open("two");
  const posts = listenTo(one, "posts");
  const users = listenTo(two, "users");
  const postsToo = listenTo(two, "posts");
  expect(browser.streams()).toEqual({ one: ["posts", "users"] });

  browser.connect();
  browser.emit("posts", created("a"));
  browser.emit("users", created("b"));
  expect(posts.heard).toEqual(["start", "create a"]);
  expect(postsToo.heard).toEqual(["start", "create a"]);
  expect(users.heard).toEqual(["start", "create b"]);
});

test("what nobody wants any more is not followed any more", () => {
  const browser = new Browser();
  const one = browser.open("one");
  const two = browser.open("two");
  const first = listenTo(one, "posts");
  const second = listenTo(two, "posts");
  first.end();
  expect(browser.streams()).toEqual({ one: ["posts"] });
  browser.emit("posts", created("a"));
  second.end();
  expect(browser.streams()).toEqual({});
  expect([first.heard, second.heard]).toEqual([[], ["create a"]]);
});

test("a tab that is gone wants nothing any more", () => {
  const browser = new Browser();
  listenTo(browser.open("one"), "posts");
  listenTo(browser.open("two"), "users");
  browser.close("two");
  expect(browser.streams()).toEqual({ one: ["posts"] });
});

test("when the leader is gone another tab takes over for all, and they know that they may have missed something", () => {
  const browser = new Browser();
  browser.open("one");
  const two = listenTo(browser.open("two"), "posts");
  const three = listenTo(browser.open("three"), "users");
  browser.connect();
  browser.close("one");
  expect(browser.streams()).toEqual({ two: ["posts", "users"] });
  browser.connect();
  browser.emit("users", created("a"));
  expect(two.heard).toEqual(["start", "gap"]);
  expect(three.heard).toEqual(["start", "gap", "create a"]);
});

test("a connection that was lost is a gap once it is there again, and the first connection is none", () => {
  const browser = new Browser();
  const { heard } = listenTo(browser.open("one"), "posts");
  browser.connect();
  expect(heard).toEqual(["start"]);
  browser.connect();
  expect(heard).toEqual(["start", "gap"]);
});

test("a tab that joins a topic that others follow already causes no gap there, and notices later ones", () => {
  const browser = new Browser();
  const first = listenTo(browser.open("one"), "posts");
  browser.connect();
  const second = listenTo(browser.open("two"), "posts");
  expect([first.heard, second.heard]).toEqual([["start"], ["start"]]);
  browser.connect();
  const both = ["start", "gap"];
  expect([first.heard, second.heard]).toEqual([both, both]);
});

test("listening to one more topic is no gap for the others", () => {
  const browser = new Browser();
  browser.open("one");
  const two = browser.open("two");
  const { heard } = listenTo(two, "posts");
  browser.connect();
  listenTo(two, "users");
  expect(heard).toEqual(["start"]);
});

test("who joins in a tab that listens already is told at once, and nobody else", () => {
  const browser = new Browser();
  const tab = browser.open("one");
  const first = listenTo(tab, "posts");
  const waiting = listenTo(tab, "posts");
  expect([first.heard, waiting.heard]).toEqual([[], []]);
  browser.connect();
  const late = listenTo(tab, "posts");
  expect([first.heard, waiting.heard, late.heard]).toEqual([
    ["start"],
    ["start"],
    ["start"],
  ]);
});

test("a key stands for its topic and form, in whatever order they are given", () => {
  const one = { topic: "posts/*", query: { expand: "author", fields: "id" } };
  const key = keyOf(one);
  expect(topicOfKey(key)).toEqual(one);
  expect(
    keyOf({ topic: "posts/*", query: { fields: "id", expand: "author" } }),
  ).toBe(key);
  expect(keyOf({ topic: "posts/*", query: { expand: "author" } })).not.toBe(
    key,
  );
});
