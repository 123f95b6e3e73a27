import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { openBlog } from "./blog.ts";
import { superuserRequest, type Tables } from "./open-tables.ts";

let blog: Tables;
beforeAll(async () => {
  blog = await openBlog();
});
afterAll(() => blog[Symbol.asyncDispose]());

const all = "p1 p2 p3 p4 p5";

/** Checks which posts a superuser's filter finds. */
function finds(cases: readonly (readonly [filter: string, posts: string])[]) {
  test.each([...cases])("%s", async (filter, posts) => {
    const found = await blog.find("posts", {
      filter,
      request: superuserRequest,
    });
    expect(found.sort().join(" ")).toBe(posts);
  });
}

describe("plain fields", () => {
  finds([
    ["title = 'First'", "p1"],
    ["'First' = title", "p1"],
    ["title != 'First'", "p2 p3 p4 p5"],
    ["title > 'a'", "p2 p5"],
    ["title >= 'First' && title <= 'First'", "p1"],
    ["views > 0", "p1 p4 p5"],
    ["views = -2.5", "p3"],
    ["0 >= views", "p2 p3"],
    ["published = true", "p1 p3 p5"],
    ["published = FALSE", "p2 p4"],
    ["published != true", "p2 p4"],
    ["views = 5 || views = 7 && published = true", "p1 p4 p5"],
    ["(views = 5 || views = 7) && published = true", "p1 p5"],
    ["title = title", all],
    ["title != title", ""],
    ["title = kind", ""],
    ["at > '2024-06' // later", "p3 p4"],
    ["1 = 1", all],
    ["1 = 2", ""],
    ["'a' = 'A'", ""],
    ["id ?= 'p1'", "p1"],
  ]);
});

describe("empty text and null are one value, but not in JSON", () => {
  finds([
    ["title = ''", "p3"],
    ["title = null", "p3"],
    ["NULL = title", "p3"],
    ["title != ''", "p1 p2 p4 p5"],
    ["title != null", "p1 p2 p4 p5"],
    ["'' = null", all],
    ["author.name = ''", "p3 p5"],
    ["author.name != ''", "p1 p2 p4"],
    ["author.name = kind", ""],
    ["author.name > null", ""],
    ["title ~ null", ""],
    ["title !~ null", ""],
    ["meta = null", "p2"],
    ["meta = ''", ""],
    ["meta != ''", all],
    ["meta.a = null", "p2 p3 p4 p5"],
  ]);
});

describe("numbers and text are told apart", () => {
  finds([
    ["title = 5", "p4"],
    ["title = '5'", ""],
    ["title = '5.0'", "p4"],
    ["views = '5'", "p1 p4"],
    ["views = '5.0'", "p1 p4"],
    ["views = 'x'", ""],
    ["meta.t = 5", ""],
    ["meta.t = '5'", "p1"],
    ["meta.a = '1'", ""],
    ["title = views", ""],
  ]);
});

describe("~ finds text anywhere in any case", () => {
  finds([
    ["title ~ 'FIRST'", "p1"],
    ["title ~ 's'", "p1 p2 p5"],
    ["title !~ 's'", "p3 p4"],
    ["title ~ ''", all],
    ["title ~ 's%'", "p2"],
    ["title ~ '%b'", "p5"],
    ["title ~ '100\\\\%'", "p2"],
    ["title ~ 's_a'", "p5"],
    ["title ~ 't_s'", ""],
    ["title ~ '__'", ""],
    ["title ~ 'a\\\\b'", "p5"],
    ['title ~ "it\'s"', "p5"],
    ["views ~ 5", "p1 p3 p4"],
    ["'a first look' ~ title", "p1 p3"],
    ["kind ~ title", "p3"],
    ["author.name ~ 'n'", "p1 p4"],
    ["author.name !~ 'n'", "p2"],
    ["tags ~ '\"a\"'", "p1"],
  ]);
});

describe("lists", () => {
  finds([
    ["tags = 'a'", ""],
    ["tags = '[\"b\"]'", "p3"],
    ["tags:length = 2", "p1 p4"],
    ["tags:length = 0", "p2"],
    ["kind:length = 0", "p2"],
    ["images:length > 1", "p1"],
    ["tags:each = 'b'", "p3"],
    ["tags:each ?= 'b'", "p1 p3 p4"],
    ["tags:each != 'b'", "p2 p5"],
    ["tags:each ?!= 'b'", "p1 p2 p4 p5"],
    ["tags:each = ''", "p2"],
    ["tags:each != ''", "p1 p3 p4 p5"],
    ["tags:each > 'a'", "p3 p4 p5"],
    ["tags:each ~ 'c'", "p5"],
    ["kind:each = 'news'", "p1 p4"],
    ["kind:each !~ 'e'", "p2"],
    ["images:each ~ '.png'", "p3"],
    ["tags:each = tags:each", "p2 p3 p5"],
    ["tags:each ?= kind:each", "p2"],
    // On what holds no list the modifiers mean nothing.
    ["title:each = 'First'", "p1"],
    ["title:length = 'First'", "p1"],
    ["title:isset = 'First'", "p1"],
  ]);
});

describe("related records", () => {
  finds([
    ["author = 'ann'", "p1 p4"],
    ["author.id = 'ann'", "p1 p4"],
    ["author.id = 'gone'", "p5"],
    ["author.name = 'Ann'", "p1 p4"],
    ["author.team.name = 'Blue'", "p2"],
    ["author.team.lead.name = 'Ann'", "p1 p2 p4"],
    ["author.team.lead.team.lead.team.name = 'Red'", "p1 p2 p4"],
    ["author.name:lower = 'ann'", "p1 p4"],
    ["editors ~ 'ann'", "p1"],
    // Of a record that is gone nothing is known, so it violates nothing.
    ["editors.name = 'Bob'", "p4"],
    ["editors.name ?= 'Bob'", "p1 p4 p5"],
    ["editors.name != 'Bob'", "p2 p3"],
    ["editors.name ?!= 'Bob'", "p1 p2 p3 p4 p5"],
    ["editors.name = ''", "p2 p3"],
    ["editors.id = 'cid'", "p3"],
    ["editors.id ?= 'gone'", ""],
    ["editors.team.name ?= 'Red'", "p1"],
    ["author.name = editors.name", "p3"],
    ["author.name ?= editors.name", "p1 p3 p5"],
    ["editors.name ?= 'Bob' && editors.verified ?= true", ""],
    ["editors.name ?= 'Ann' && editors.verified ?= true", "p1"],
    ["editors.name ?= 'Bob' && editors.verified ?= false", "p1 p4 p5"],
  ]);
});

describe("records that point here", () => {
  finds([
    ["comments_via_post.body = 'good'", "p4"],
    ["comments_via_post.body ?= 'good'", "p1 p4"],
    ["comments_via_post.body != 'good'", "p2 p3 p5"],
    ["comments_via_post.id != ''", "p1 p4"],
    ["comments_via_post.stars > 3", "p4"],
    ["comments_via_post.stars ?> 3", "p1 p4"],
    // One and the same comment has to meet both.
    ["comments_via_post.body ?= 'good' && comments_via_post.stars ?= 1", ""],
    ["comments_via_post.body ?= 'bad' && comments_via_post.stars ?= 1", "p1"],
    ["comments_via_post.mentions.name ?= 'Ann'", "p1"],
    ["comments_via_post.mentions.name = ''", "p2 p3 p5"],
    ["author.profiles_via_user.bio = 'I am Ann'", "p1 p4"],
    ["author.profiles_via_user.bio = ''", "p2 p3 p5"],
    ["author.posts_via_author.views = 5", "p1 p4"],
    ["author.posts_via_editors.title ?= 'First'", "p1 p2 p4"],
    ["author.posts_via_editors.title = 'First'", "p1 p4"],
    ["author.comments_via_mentions.body = 'good'", ""],
    ["author.comments_via_mentions.body ?= 'good'", "p1 p2 p4"],
    ["comments_via_post.body = comments_via_post.body", "p2 p3 p4 p5"],
  ]);
});

describe("paths into JSON and points", () => {
  finds([
    ["meta.a = 1", "p1"],
    ["meta.list.0 = 1", "p1"],
    ["meta.list.1.b = 'deep'", "p1"],
    ["meta.0 = 1", "p4"],
    ["meta.a.b.c.d.e.f.g.h.i = null", all],
    ["meta = 'text'", "p3"],
    ["meta = true", "p5"],
    ["meta = 1", "p5"],
    ["meta ~ 'deep'", "p1"],
    ["meta:lower = 'text'", "p3"],
    ["place.lat > 50", "p1"],
    ["place.nowhere = null", all],
    ["author.posts_via_author.meta.a ?= 1", "p1 p4"],
  ]);
});

describe("any record of a collection", () => {
  finds([
    ["@collection.teams.name ?= 'Red'", all],
    ["@collection.teams.name = 'Red'", ""],
    ["@collection.id_teams.name ?= 'Red'", all],
    ["@collection.Teams.lead ?= author", "p1 p4"],
    ["@collection.users.id ?= author && @collection.users.name ?= 'Bob'", "p2"],
    [
      "@collection.users.id ?= author && @collection.users:other.name ?= 'Bob'",
      "p1 p2 p4",
    ],
    ["@collection.comments.stars < views", "p5"],
    ["@collection.comments.stars <= views", "p1 p4 p5"],
    ["@collection.users.posts_via_author.id ?= id", "p1 p2 p4"],
  ]);
});

describe("functions", () => {
  finds([
    ["strftime('%Y', at) = '2024'", "p1 p4"],
    ["strftime('%Y', at, '+1 day') = '2025'", "p3 p4"],
    ["strftime('%Y', at) = ''", "p2 p5"],
    ["strftime('%Y', at) != '2024'", "p2 p3 p5"],
    ["strftime('%Y') > '2000'", all],
    ["strftime('%d', 0) = '24'", all],
    ["strftime('%Y', author.posts_via_author.at) = '2024'", "p1 p4"],
    ["strftime('%Y', null) = null", all],
    ["title ~ strftime('%s', 'First')", ""],
    ["geoDistance(place.lon, place.lat, 14.42, 50.08) < 1", "p1"],
    ["geoDistance(place.lon, place.lat, 16.6, 49.2) < 190", "p1"],
    ["geoDistance(1, 2, 3, 4) > 300 // km", all],
    ["geoDistance(null, 2, 3, 4) > 300", ""],
  ]);
});

describe("dates", () => {
  finds([
    ["@now > at", all],
    ["@yesterday < @now && @now < @tomorrow", all],
    ["@todayStart <= @now && @now <= @todayEnd", all],
    ["@monthStart <= @todayStart && @todayEnd <= @monthEnd", all],
    ["@yearStart <= @monthStart && @monthEnd <= @yearEnd", all],
    ["@year >= 2024 && @month >= 1 && @month <= 12 && @day >= 1", all],
    ["@hour < 24 && @minute < 60 && @second < 60 && @weekday <= 6", all],
    ["strftime('%Y', @now) ~ @year", all],
    ["strftime('%w', 'now') ~ @weekday", all],
  ]);
});

describe("text that looks like SQL is text", () => {
  finds([
    [`title = "' or 1=1 --"`, ""],
    [`title = 'First") or (1=1'`, ""],
    [`title ~ "'; drop table posts; --"`, ""],
    [`title != '\`; delete from posts'`, all],
    [`meta.a = "1)) or 1=1"`, ""],
    [`strftime("%Y')) or 1=1 --", at) = '2024'`, ""],
  ]);
});

describe("what cannot be resolved is refused", () => {
  test.each([
    "nope = 1",
    "collectionId = 1",
    "title.more = 1",
    "author.nope = 1",
    "author.nope.name = 1",
    "author..name = 1",
    "meta..a = 1",
    "title:nope = 1",
    "title:a:b = 1",
    "comments_via_body.id = 1",
    "comments_via_mentions.id = 1",
    "nope_via_post.id = 1",
    "comments_via_post = 1",
    "author.team.lead.team.lead.team.lead.name = 1",
    "@nope = 1",
    "@random = 1",
    "@collection.nope.id = 1",
    "@collection.users = 1",
    "@collection.users.nope = 1",
    "@collection.users:a:b.id = 1",
    "@request = 1",
    "@request.nope = 1",
    "@request.auth = 1",
    "@request.body = 1",
    "@request.context:lower = 1",
    "@request.query.a:each = 1",
    "@request.body.a:changed = 1",
    "@request.body.title:each = 1",
    "@request.body.title:length = 1",
    "#title = 1",
    "nope(1) = 1",
    "geoDistance(1, 2, 3) = 1",
    "geoDistance(1, 2, 3, 4, 5) = 1",
    "geoDistance('1', 2, 3, 4) = 1",
    "strftime() = 1",
    "strftime(title) = 1",
    "strftime('%Y', at, 1) = 1",
    "strftime('%Y', strftime('%Y')) = 1",
    "strftime('%Y', at, '1', '2', '3', '4', '5', '6', '7', '8', '9') = 1",
    "title = 'open",
  ])("%s", async (filter) => {
    await expect(
      blog.find("posts", { filter, request: superuserRequest }),
    ).rejects.toMatchObject({ name: "Invalid" });
  });
});
