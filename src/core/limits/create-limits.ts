import { randomInt } from "node:crypto";
import type { Bus } from "../../engines/bus/bus.ts";
import type { Collection } from "../collections/collection.ts";
import { TooMany } from "../errors.ts";
import type { Hooks } from "../hooks/hooks.ts";
import { isListed } from "../network/address-list.ts";
import { clientKey } from "../network/client-key.ts";
import type { RateLimitRule, Settings } from "../settings/settings.ts";
import type { Actions, CountedRequest, Limits } from "./limits.ts";
import { renameLabels } from "./rename-labels.ts";
import { RateLimitRules } from "./rate-limit-rules.ts";
import { Windows } from "./windows.ts";

/** Windows that are remembered: some 30 MB at most. */
const mostWindows = 200_000;

/** Searches by one client that may find nothing before it is slowed down. */
const freeGuesses = { maxRequests: 3, duration: 3 };

/** Milliseconds. */
const longestPause = 500;

/** What limits work with. */
export interface LimitsParts {
  readonly settings: Settings;
  readonly bus: Bus;
  readonly hooks: Pick<Hooks, "onCollectionUpdate">;
}

interface Counter {
  /** Tells it from the others. */
  readonly what: string;
  readonly rule: RateLimitRule;
}

/** Where an action of a collection is counted; undefined where no limit is set for it. */
interface Plan {
  readonly what: string;
  readonly guests: Counter | undefined;
  readonly users: Counter | undefined;
}

/** @param now milliseconds since 1970 */
export function createLimits(
  { settings, bus, hooks }: LimitsParts,
  now: () => number = Date.now,
): Limits {
  const windows = new Windows(mostWindows, now);
  const guesses = new Windows(mostWindows / 10, now);
  let isOn = false;
  let rules = new RateLimitRules([]);
  let plans = new WeakMap<Collection, Map<string, Plan>>();
  let excluded: readonly string[] = [];

  function read(): void {
    const { rateLimits } = settings.current;
    isOn = rateLimits.enabled;
    rules = new RateLimitRules(isOn ? rateLimits.rules : []);
    excluded = rateLimits.excludedIPs;
    plans = new WeakMap();
    windows.clear();
  }
  read();
  const stopListening = bus.subscribe("settings", read);
  const stopRenaming = renameLabels(hooks, settings);

  function isExempt({ viewer, address }: CountedRequest): boolean {
    return (
      !isOn ||
      address === "" ||
      viewer.kind === "superuser" ||
      isListed(excluded, address)
    );
  }

  function take(what: string, rule: RateLimitRule, address: string): void {
    const seconds = windows.take(`${what}\n${clientKey(address)}`, rule);
    if (seconds > 0) throw new TooMany(undefined, { retryAfter: seconds });
  }

  /** What is counted of an action; found once, as most requests come again and again. */
  function planOf(collection: Collection, actions: Actions, way: string): Plan {
    let known = plans.get(collection);
    if (known === undefined) plans.set(collection, (known = new Map()));
    const name = way === "" ? actions[0] : `${way} ${actions[0]}`;
    let plan = known.get(name);
    if (plan === undefined) {
      const labels = [
        ...actions.map((action) => `${collection.name}:${action}`),
        ...actions.map((action) => `*:${action}`),
      ];
      const what = `${collection.id} ${name}`;
      plan = {
        what,
        guests: counterFor(rules.ofLabels(labels, "@guest"), what),
        users: counterFor(rules.ofLabels(labels, "@auth"), what),
      };
      known.set(name, plan);
    }
    return plan;
  }

  return {
    get isOn() {
      return isOn;
    },

    count(request) {
      if (isExempt(request)) return;
      const { method, path, address } = request;
      const rule = rules.ofPath(method, path, audienceOf(request));
      if (rule !== undefined) take(nameOf(rule), rule, address);
    },

    countIn(collection, actions, request, way = "") {
      if (isExempt(request)) return;
      const { viewer, address } = request;
      const plan = planOf(collection, actions, way);
      const counter = viewer.kind === "guest" ? plan.guests : plan.users;
      if (counter !== undefined) {
        take(counter.what, counter.rule, address);
      } else if (rules.hasPaths) {
        const { method, path } = request;
        const rule = rules.ofPath(method, path, audienceOf(request));
        if (rule === undefined) return;
        take(`${plan.what}\n${nameOf(rule)}`, rule, address);
      }
    },

    pauseAfterGuess({ id }, address) {
      if (address === "") return 0;
      const key = `${id}\n${clientKey(address)}`;
      const isOften = guesses.take(key, freeGuesses) > 0;
      return isOften ? randomInt(1, longestPause) : 0;
    },

    close() {
      stopListening();
      stopRenaming();
    },
  };
}

function audienceOf({ viewer }: CountedRequest): string {
  return viewer.kind === "guest" ? "@guest" : "@auth";
}

function counterFor(
  rule: RateLimitRule | undefined,
  what: string,
): Counter | undefined {
  return rule && { what: `${what}\n${nameOf(rule)}`, rule };
}

function nameOf({ label, audience }: RateLimitRule): string {
  return `${label}${audience}`;
}
