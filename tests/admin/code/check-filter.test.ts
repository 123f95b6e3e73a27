import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { checkFilter } from "../../../src/admin/code/filter/check-filter.ts";
import {
  logScope,
  type RecordScope,
} from "../../../src/admin/code/filter/filter-scope.ts";
import type { Collection } from "../../../src/core/collections/collection.ts";
import { DomainError } from "../../../src/core/errors.ts";
import { prepareFilter } from "../../../src/core/filter/prepare-filter.ts";
import {
  prepareTableFilter,
  type TableColumn,
} from "../../../src/core/filter/prepare-table-filter.ts";
import { validateRule } from "../../../src/core/filter/validate-rule.ts";
import type { RequestInfo } from "../../../src/core/request.ts";
import { blogCollections, users } from "../../core/filter/blog.ts";
import { guestRequest } from "../../core/filter/open-tables.ts";
import {
  collection,
  field,
  lookupOf,
  relation,
} from "../../core/filter/sample-collections.ts";
import { sql } from "drizzle-orm";
import { hasError } from "./has-error.ts";

const superusers = collection("_superusers", [field("email", "email")], {
  type: "auth",
  system: true,
});
const collections: readonly Collection[] = [...blogCollections, superusers];
const lookup = lookupOf(collections);
const find = (name: string) => lookup.find(name) ?? users;

type Mode = RecordScope["mode"];

function check(mode: Mode, name: string, text: string) {
  const scope = {
    kind: "records",
    mode,
    collection: find(name),
    collections,
  } as const;
  return checkFilter(text, scope);
}

const bySuperuser: RequestInfo = {
  ...guestRequest,
  viewer: {
    kind: "superuser",
    record: {
      id: "root",
      collection: superusers,
      values: { id: "root", email: "root@x.org" },
    },
  },
};

/** What the server says against it, if anything. */
function refusal(mode: Mode, name: string, text: string): string | undefined {
  if (mode === "rule") return validateRule(lookup, find(name), text);
  return refusalOf(() =>
    prepareFilter(lookup, {
      collection: find(name),
      filter: text,
      request: bySuperuser,
    }),
  );
}

function refusalOf(prepare: () => unknown): string | undefined {
  try {
    prepare();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}

const good = [
  "",
  "title = 'First'",
  "title = 'First' // the one",
  "(title = 'a' || views > 5) && published = TRUE",
  "views = -2.5 && kind != null",
  "author.name = 'Ann'",
  "author.team.lead.team.name ~ 'e'",
  "author.secret = 's1' && author.password != ''",
  "editors.id ?= 'ann'",
  "editors:each ~ 'a' && editors:length > 1",
  "title:each = 'a' && title:length = 1",
  "title:isset = true && title:changed = 'x'",
  "title:lower = 'first'",
  "comments_via_post.stars ?> 3",
  "comments_via_post.mentions.profiles_via_user.bio != ''",
  "meta.a = 1 && meta.list.1.b = 'deep' && meta.a:lower = 1",
  "place.lon > 14",
  "vault.name = 'gold' && vault.id = 'v1'",
  "geoDistance(place.lon, place.lat, 14, 50) < 5",
  "geoDistance(place.lon, true, 14, 50) < 5",
  "strftime('%Y', at) = '2024'",
  "strftime('%Y-%m', at, '+1 day', 'utc') = '2024'",
  "strftime('%Y') = '2024'",
  "at > @now && at < @todayEnd",
  "@request.auth.id != '' && @request.auth.nope = 1",
  "@request.auth.team.name:lower = 'red'",
  "@request.auth.collectionName = 'users'",
  "@request.body.title:isset = true && @request.body.title:changed = false",
  "@request.body.tags:each ~ 'a' && @request.body.tags:length < 3",
  "@request.body.nope.more:isset = true",
  "@request.body.author.nope = 1",
  "@request.query.page:lower = 1 && @request.headers.user_agent ~ 'x'",
  "@request.method = 'GET' && @request.context != 'oauth2'",
  "@collection.users.id ?= author && @collection.users:other.name = 'Ann'",
  "@collection.id_users.team.name = 'Red'",
  "@collection.POSTS.title = ''",
];

const bad = [
  " ",
  "title",
  "title = ",
  "title = 'First",
  "title = 'a' &&",
  "title = 'a' & views = 1",
  "(title = 'a'",
  "title == 1",
  "title = $x",
  "nope = 1",
  "author.nope = 1",
  "author..name = 1",
  "title.more = 1",
  "author.team.",
  "nope.name = 1",
  "nope_via_post.name = 1",
  "comments_via_author.stars = 1",
  "comments_via_nope.stars = 1",
  "comments_via_post = ''",
  "title:nope = 1",
  "title:lower:each = 1",
  "nope:lower = 1",
  "author.team.lead.team.lead.team.lead.team.lead.name = 1",
  "meta..a = 1",
  "@nope = 1",
  "@nowish = 1",
  "@now.more = 1",
  "@request = 1",
  "@request.auth = 1",
  "@request.nope = 1",
  "@request.method:lower = 'x'",
  "@request.query.page:each = 1",
  "@request.query.page:nope = 1",
  "@request.body.title:each = 'a'",
  "@request.body.title:nope = 'a'",
  "@request.body.author.name:nope.x:changed = 'a' && nope = 1",
  "@collection.users = 1",
  "@collection.nope.id = 1",
  "@collection.users.nope = 1",
  "@collection.users:.id = 1",
  "nope(1) = 1",
  "geoDistance(1, 2, 3) = 1",
  "geoDistance(1, 2, 3, 4, 5) = 1",
  "geoDistance('1', 2, 3, 4) = 1",
  "geoDistance(nope, 2, 3, 4) = 1",
  "strftime() = 1",
  "strftime(at) = 1",
  "strftime('%Y', strftime('%Y')) = 1",
  "strftime('%Y', at, 1) = 1",
  "strftime('%Y', nope) = 1",
  "strftime('%Y', '1', '1', '1', '1', '1', '1', '1', '1', '1', '1') = 1",
  Array.from({ length: 59 }, (_, n) => `@collection.users:a${n}.id = 1`).join(
    " || ",
  ),
  Array.from({ length: 201 }, () => "id = 1").join(" || "),
];

describe.each(["rule", "filter"] as const)("in a %s", (mode) => {
  test.each(good)("the server takes %s", (text) => {
    expect(refusal(mode, "posts", text)).toBeUndefined();
    expect(hasError(check(mode, "posts", text))).toBeFalse();
  });

  test.each(bad)("the server refuses %s", (text) => {
    expect(refusal(mode, "posts", text)).toBeString();
    expect(hasError(check(mode, "posts", text))).toBeTrue();
  });

  test("what the editor refuses is what the server refuses, whatever one writes", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...blogCollections.map(({ name }) => name)),
        filters,
        (name, text) => {
          const says = refusal(mode, name, text);
          expect({
            text,
            says,
            isWrong: hasError(check(mode, name, text)),
          }).toEqual({ text, says, isWrong: says !== undefined });
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

/** Comparisons of paths made of words that mean something somewhere. */
const word = fc.constantFrom(
  ..."id title name author editors team lead meta place tags kind hiddenAuthor vault null nope".split(
    " ",
  ),
  "comments_via_post",
  "posts_via_author",
  "posts_via_editors",
  "profiles_via_user",
);
const modifier = fc.oneof(
  { weight: 4, arbitrary: fc.constant("") },
  fc.constantFrom(":lower", ":each", ":length", ":isset", ":changed", ":no"),
);
const start = fc.oneof(
  { weight: 3, arbitrary: fc.constant("") },
  fc.constantFrom("@request.auth.", "@request.body.", "@request.query."),
  fc.constantFrom("@request.", "@collection.", "@collection.posts."),
  fc.constant("@collection.users:x."),
);
const path = fc
  .tuple(start, fc.array(word, { minLength: 1, maxLength: 4 }), modifier)
  .map(([from, words, end]) => `${from}${words.join(".")}${end}`);
const operand = fc.oneof(
  { weight: 6, arbitrary: path },
  fc.constantFrom("1", "'x'", "@now", "@soon", "true", "''"),
  path.map((one) => `strftime('%Y', ${one})`),
  path.map((one) => `geoDistance(${one}, 1, 2, 3)`),
);
const filters = fc
  .array(
    fc
      .tuple(operand, fc.constantFrom("=", "?=", "~", "!", ">="), operand)
      .map((parts) => parts.join(" ")),
    { minLength: 1, maxLength: 2 },
  )
  .map((comparisons) => comparisons.join(" && "));

test("a rule has no limit that filters have", () => {
  const long = `title != '${"x".repeat(3_500)}'`;
  expect(refusal("rule", "posts", long)).toBeUndefined();
  expect(check("rule", "posts", long)).toBeEmpty();
  expect(refusal("filter", "posts", long)).toBeString();
  expect(hasError(check("filter", "posts", long))).toBeTrue();
});

test("the rule's own collection counts as it would be, not as it is stored", () => {
  const renamed = collection("articles", [relation("next", "posts")], {
    id: "id_posts",
  });
  const scope = {
    kind: "records",
    mode: "rule",
    collection: renamed,
    collections,
  } as const;
  for (const text of [
    "next.next.id = ''",
    "articles_via_next.id = ''",
    "@collection.articles.next = ''",
    "next.title = ''",
  ]) {
    const says = validateRule(lookup, renamed, text);
    expect(hasError(checkFilter(text, scope))).toBe(says !== undefined);
  }
});

describe("what is wrong is underlined", () => {
  test.each([
    ["author.nope.id = 1", "nope"],
    ["title:nope = 1", ":nope"],
    ["@collection.nope.id = 1", "nope"],
    ["@collection.users:x.nope = 1", "nope"],
    ["@request.body.title:each = 1", "title:each"],
    ["title == 1", "=="],
    ["title = 'a", "'a"],
    ["title = 1 views = 2", "views"],
    ["nope(1) = 1", "nope"],
    ["title = ", ""],
  ])("%s", (text, wrong) => {
    const [problem] = check("rule", "posts", text);
    expect(text.slice(problem?.from, problem?.to)).toBe(wrong);
    expect(problem?.message).toMatch(/\.$/);
  });
});

describe("what the server takes, but hardly is meant, is a warning:", () => {
  const choices = collection("tickets", [
    { ...field("select", "state"), values: ["open", "done"] } as never,
    { ...field("select", "tags", { maxSelect: 3 }), values: ["a"] } as never,
  ]);
  const scope = {
    kind: "records",
    mode: "rule",
    collection: choices,
    collections: [...collections, choices],
  } as const;

  test.each([
    ["state = 'opne'", true],
    ["'opne' != state", true],
    ["tags:each ?= 'b'", true],
    ["state = 'open' && state != ''", false],
    ["state ~ 'op'", false],
    ["tags = 'b'", false],
    ["@request.context = 'oauth'", true],
    ["@request.context = 'oauth2'", false],
    ["id:isset = true", true],
    ["id:each = 'x'", true],
    ["@request.auth.nope = 1", true],
    ["@request.auth.team.nope = 1", true],
    ["@request.auth.team.name = 1", false],
    ["@request.auth.password = ''", true],
  ])("%s", (text, isDoubtful) => {
    const found = checkFilter(text, scope).map(({ severity }) => severity);
    expect(found).toEqual(isDoubtful ? ["warning"] : []);
    expect(validateRule(lookup, choices, text)).toBeUndefined();
  });
});

describe("a filter of the logs", () => {
  const columns = new Map<string, TableColumn>(
    logScope.columns.map(({ name, isJson = false }) => [
      name,
      { sql: sql``, isJson },
    ]),
  ).set("@rowid", { sql: sql`` });

  test.each([
    "level > 0 && data.status >= 400",
    "data.auth = null && created > @todayStart",
    "strftime('%Y', created) = '2024'",
    "nope = 1",
    "level.x = 1",
    "data..x = 1",
    "message:lower = 'x'",
    "@rowid > 1",
    "@request.auth.id = 1",
    "geoDistance(data.a, 1, 2, 3) = 1",
    "x(1) = 1",
    "level >",
  ])("%s", (text) => {
    const says = refusalOf(() => prepareTableFilter(columns, { filter: text }));
    expect(hasError(checkFilter(text, logScope))).toBe(says !== undefined);
  });
});

test("without collections only the syntax is looked at", () => {
  expect(checkFilter("nope = 1", undefined)).toBeEmpty();
  expect(hasError(checkFilter("nope = ", undefined))).toBeTrue();
});
