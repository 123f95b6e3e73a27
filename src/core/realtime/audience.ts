import type { Client } from "./client.ts";
import { type Login, loginKey } from "./logins.ts";
import type { Rule } from "../collections/collection.ts";
import type { StoredRecord } from "../records/record.ts";
import type { SubscriptionOptions } from "./subscription-options.ts";

/** Clients of which one stands for all: the same rule, filter and so on come to the same for each of them. */
export interface Audience {
  /** Names the audience among those of one rule and the same options. */
  readonly key: string;
  /** Names those that are shown a record in the same way, if it passes for them. */
  readonly shownAs: string;
  /** Who stands for all; a guest if undefined. */
  readonly login: Login | undefined;
  readonly clients: Client[];
}

/** What decides who is told of a record. */
export interface Question {
  readonly record: StoredRecord;
  readonly rule: Rule;
  readonly options: SubscriptionOptions;
}

/** Whoever it is: a name that no login has. */
const anyone = "anyone";
const superusers = "superusers";

/** Finds out which audience of a question someone is in. */
export type Placer = (
  login: Login | undefined,
) => Pick<Audience, "key" | "shownAs">;

/** Puts clients together. */
export function findAudiences(
  place: Placer,
  clients: Iterable<Client>,
): readonly Audience[] {
  const audiences = new Map<string, Audience>();
  for (const client of clients) {
    const { login } = client;
    const { key, shownAs } = place(login);
    const known = audiences.get(key);
    if (known !== undefined) known.clients.push(client);
    else audiences.set(key, { key, shownAs, login, clients: [client] });
  }
  return [...audiences.values()];
}

/**
 * Tells the audiences of a question apart: for all in one of them the answer must be the same. Who is logged in as
 * somebody else is in another one only where that can matter.
 */
export function createPlacer({ record, rule, options }: Question): Placer {
  const { filter = "", expand = "" } = options.query;
  const { collection } = record;
  const ruleAsksWho = rule?.includes("@request.auth") === true;
  // A path through a relation brings the list rule of where it leads.
  const filterAsksWho = /[@.]/.test(filter);
  const manageRule = collection.type === "auth" ? collection.manageRule : null;
  const showingAsksWho =
    expand !== "" || manageRule?.includes("@request.auth") === true;
  const own =
    collection.type === "auth" ? loginKey(collection.id, record.id) : "";

  const ofAnyone = { key: anyone, shownAs: anyone };
  const ofSuperusers = { key: superusers, shownAs: superusers };
  const guests = {
    key: ruleAsksWho || filterAsksWho || showingAsksWho ? "guests" : anyone,
    shownAs: showingAsksWho ? "guests" : anyone,
  };
  return (login) => {
    if (login === undefined) return guests;
    const { key } = login;
    if (login.viewer.kind === "superuser") {
      return filterAsksWho ? { key, shownAs: superusers } : ofSuperusers;
    }
    // Who is the record itself sees its email.
    if (key === own || showingAsksWho) return { key, shownAs: key };
    return ruleAsksWho || filterAsksWho ? { key, shownAs: anyone } : ofAnyone;
  };
}
