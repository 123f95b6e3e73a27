import { describe, expect, test } from "bun:test";
import { checkFilter } from "../../../src/admin/code/filter/check-filter.ts";
import { completeFilter } from "../../../src/admin/code/filter/complete-filter.ts";
import {
  type FilterScope,
  logScope,
} from "../../../src/admin/code/filter/filter-scope.ts";
import {
  functionNames,
  macroNames,
} from "../../../src/admin/code/filter/vocabulary.ts";
import { validateRule } from "../../../src/core/filter/validate-rule.ts";
import { isMacro } from "../../../src/core/filter/values/macros.ts";
import { blogCollections } from "../../core/filter/blog.ts";
import {
  collection,
  field,
  lookupOf,
  relation,
} from "../../core/filter/sample-collections.ts";
import { inZone } from "../components/times/in-zone.ts";
import { hasError } from "./has-error.ts";

const tickets = collection("tickets", [
  { ...field("select", "state"), values: ["open", 'a "b"'] } as never,
  { ...field("select", "tags", { maxSelect: 3 }), values: ["x"] } as never,
  field("bool", "done"),
  field("date", "due"),
  relation("owner", "users"),
  relation("posts", "posts", { maxSelect: 3 }),
  field("geoPoint", "place"),
]);
const collections = [...blogCollections, tickets];
const rule: FilterScope = {
  kind: "records",
  mode: "rule",
  collection: tickets,
  collections,
};
const filter: FilterScope = { ...rule, mode: "filter" };

/** Completes where `|` stands. */
function complete(
  marked: string,
  {
    scope = rule,
    isAsked = true,
  }: { scope?: FilterScope; isAsked?: boolean } = {},
) {
  const position = marked.indexOf("|");
  const text = marked.replace("|", "");
  const found = completeFilter(text, position, scope, isAsked);
  return {
    text,
    labels: found?.options.map(({ label }) => label) ?? [],
    options: found?.options ?? [],
    replaced: found && text.slice(found.from, found.to),
    write(label: string): string {
      const option = found?.options.find((one) => one.label === label);
      if (found === undefined || option === undefined) return "not offered";
      return (
        text.slice(0, found.from) +
        (option.insert ?? option.label) +
        text.slice(found.to)
      );
    },
  };
}

describe("is offered", () => {
  test.each([
    ["a field", "st|", "state"],
    ["a list's entries", "ta|", "tags:each"],
    ["a related record's field, from its name alone", "na|", "owner.name"],
    ["a relation's fields", "owner.|", "name"],
    ["the next relation's", "owner.team.lead.|", "email"],
    ["what points here", "owner.|", "comments_via_mentions"],
    ["what is behind that", "owner.comments_via_mentions.|", "stars"],
    ["and behind that", "owner.comments_via_mentions.post.|", "title"],
    ["a place's coordinate", "place.l|", "lon"],
    ["a modifier", "state:l|", "lower"],
    ["another", "owner.comments_via_mentions.mentions:|", "each"],
    ["a macro", "due > @to|", "@todayStart"],
    ["a function", "geo|", "geoDistance"],
    ["an argument", "geoDistance(pl|", "place.lon"],
    ["a later one", "geoDistance(1, 2, |", "place.lat"],
    ["a format", "strftime(|", '"%Y-%m-%d"'],
    ["a format in quotes", "strftime('|", "'%Y-%m-%d'"],
    ["the request", "@re|", "@request"],
    ["its parts", "@request.|", "headers"],
    ["who asks", "@request.auth.|", "team"],
    ["more of who asks", "@request.auth.team.lead.|", "email"],
    ["the login's collection", "@request.auth.|", "collectionName"],
    ["what was sent", "@request.body.|", "state"],
    ["whether it was", "@request.body.|", "state:isset"],
    ["whether it changes", "@request.body.state:|", "changed"],
    ["a header", "@request.headers.|", "user_agent"],
    ["whether a parameter is set", "@request.query.page:|", "isset"],
    ["a collection", "@collection.|", "posts"],
    ["its fields", "@collection.posts.|", "title"],
    ["its relations' fields", "@collection.posts.author.|", "name"],
    ["another record of it", "@collection.posts:|", "other"],
    ["the other's fields", "@collection.posts:other.|", "title"],
    ["a choice", "state = |", '"open"'],
    [
      "a choice of a related field",
      "owner.tickets_via_owner.state ?= |",
      '"open"',
    ],
    ["a flow", "@request.context = |", '"oauth2"'],
    ["a method", "@request.method = 'G|", "'GET'"],
    ["a login's name", "@request.auth.collectionName = |", '"users"'],
    ["yes", "done = |", "true"],
    ["nothing", "owner = n|", "null"],
    ["a field on the right", "state = 'a' && (owner = @request.auth.i|", "id"],
    ["a field after all", "state = 'a' && t|", "tags"],
    ["an operator", "state |", "?="],
    ["a join", "state = 'a' |", "&&"],
  ])("%s: %s", (_, text, label) => {
    expect(complete(text).labels).toContain(label);
  });
});

describe("is not offered", () => {
  test.each([
    ["a password", "owner.|", "password"],
    ["a key of tokens", "@request.auth.|", "tokenKey"],
    ["what points at what was sent", "@request.body.|", "tickets_via_owner"],
    ["a modifier for lists of one value", "state:|", "each"],
    ["a modifier for what was sent of a record", "state:|", "changed"],
    ["a field for an operator", "state s|", "state"],
    ["anything behind what is not there", "nope.|", "id"],
    ["anything behind a text", "state.|", "id"],
    ["anything in a text", "state ~ 'own|", "owner"],
    [
      "anything further away than the server follows",
      "owner.team.lead.team.lead.team.lead.|",
      "id",
    ],
    ["anything in a comment", "state = 'a' // ow|", "owner"],
  ])("%s: %s", (_, text, label) => {
    expect(complete(text).labels).not.toContain(label);
  });

  test("the request or another collection in a filter", () => {
    const { labels } = complete("@|", { scope: filter });
    expect(labels).toContain("@now");
    expect(labels).not.toContain("@request");
    expect(labels).not.toContain("@collection");
  });

  test.each(["|", "state |", "state = 'a' |", "state = 'a' && |", "owner = |"])(
    "anything unasked for before a letter is typed: %s",
    (text) => {
      expect(complete(text, { isAsked: false }).labels).toBeEmpty();
    },
  );
});

test.each([
  "state = |",
  "state ?= '|'",
  "done = |",
  "due > |",
  "own|",
  "owner.|",
])("unasked for something is offered: %s", (text) => {
  expect(complete(text, { isAsked: false }).labels).not.toBeEmpty();
});

describe("what is taken replaces what is typed", () => {
  test.each([
    ["owner.na| = 1", "name", "owner.name = 1"],
    ["owner.te|", "posts_via_author", "owner.posts_via_author."],
    ["sta|", "state", "state"],
    ["tags:e|", "each", "tags:each"],
    ["@coll|", "@collection", "@collection."],
    ["@collection.po|", "posts", "@collection.posts."],
    ["state = 'o|'", "'open'", "state = 'open'"],
    ["state = 'o| && done = true", "'open'", "state = 'open' && done = true"],
    ["state = |", '"a \\"b\\""', 'state = "a \\"b\\""'],
    ["str|", "strftime", "strftime("],
    ["state |", "=", "state = "],
  ])("%s with %s", (text, label, written) => {
    expect(complete(text).write(label)).toBe(written);
  });
});

describe("what is offered is what the server knows:", () => {
  test.each([
    "|",
    "x|",
    "owner.|",
    "owner.team.lead.team.lead.team.|",
    "posts.comments_via_post.|",
    "@request.|",
    "@request.auth.|",
    "@request.auth.team.|",
    "@request.body.|",
    "@request.body.owner.|",
    "@collection.posts.|",
    "@collection.posts:other.|",
    "tags:|",
    "owner.name:|",
    "@request.body.tags:|",
    "place.|",
  ])("%s", (text) => {
    const { write, options } = complete(text);
    expect(options).not.toBeEmpty();
    for (const { label, goesOn = false } of options) {
      if (goesOn) continue;
      const written = `${write(label)} = 1`;
      expect([
        written,
        validateRule(lookupOf(collections), tickets, written),
      ]).toEqual([written, undefined]);
      expect(hasError(checkFilter(written, rule))).toBeFalse();
    }
  });

  test("its macros", () => {
    expect(macroNames.filter((name) => !isMacro(name))).toBeEmpty();
  });
});

test("a filter of the logs has its columns, macros and functions", () => {
  const { labels, write } = complete("|", { scope: logScope });
  expect(labels).toContainValues(["level", "@now", "strftime"]);
  expect(labels).not.toContain(functionNames[0]);
  expect(write("data")).toBe("data.");
  expect(complete("created > |", { scope: logScope }).labels[0]).toBe("@now");
});

describe("a date is compared with moments as they are stored,", () => {
  const utc = /^"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z"$/;

  test.each([
    ["of records", "due > |", filter],
    ["of the logs", "created >= |", logScope],
  ])("in a filter %s", (_which, text, scope) => {
    using _ = inZone("Asia/Kathmandu");
    const { options, write } = complete(text, { scope, isAsked: false });
    const [now, today, ...others] = options.filter(
      ({ kind }) => kind === "value",
    );
    expect(others).toBeEmpty();
    expect(now?.label).toMatch(utc);
    expect(today?.label).toEndWith(' 18:15:00.000Z"');
    expect(today?.detail).toContain("Asia/Kathmandu");
    const written = write(now?.label ?? "");
    expect(hasError(checkFilter(written, scope))).toBeFalse();
    expect(options[0]?.label).toBe("@now");
  });

  test("in quotes that are typed already", () => {
    const { labels, replaced } = complete("due > '|'", { scope: filter });
    expect(replaced).toBe("''");
    expect(labels).toHaveLength(2);
    expect(labels[0]).toMatch(/^'.*Z'$/);
  });

  test("but not in a rule, which lasts", () => {
    const { options } = complete("due > |", { isAsked: false });
    expect(options.every(({ kind }) => kind === "macro")).toBeTrue();
  });

  test("and formats go before", () => {
    const { options } = complete("due > strftime(|", { scope: filter });
    expect(options[0]?.label).toBe('"%Y"');
  });
});
