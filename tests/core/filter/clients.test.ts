import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { by, openBlog } from "./blog.ts";
import { guestRequest, superuserRequest, type Tables } from "./open-tables.ts";

let blog: Tables;
beforeAll(async () => {
  blog = await openBlog();
});
afterAll(() => blog[Symbol.asyncDispose]());

describe("a client may not filter or sort by", () => {
  test.each([
    ["a hidden field", "users", "secret = 's1'"],
    ["a password", "users", "password != ''"],
    ["a password that is not hidden", "users", "pin > '$2a$10$A'"],
    ["such a password of a related record", "posts", "author.pin:lower ~ 'a'"],
    ["a hidden field of a related record", "posts", "author.secret = 's1'"],
    ["a hidden relation", "posts", "hiddenAuthor.name = 'Bob'"],
    ["a hidden relation's id", "posts", "hiddenAuthor.id = 'bob'"],
    [
      "records that point here by a hidden field",
      "posts",
      "comments_via_hiddenPost.id = ''",
    ],
    ["a collection that only superusers list", "posts", "vault.name = 'gold'"],
    [
      "such a collection from far",
      "users",
      "posts_via_author.vault.name ?= 'gold'",
    ],
  ])("%s", async (_, name, filter) => {
    const sort = filter.slice(0, filter.indexOf(" "));
    for (const request of [guestRequest, by("ann")]) {
      for (const input of [{ filter }, { sort }]) {
        await expect(
          blog.find(name, { ...input, request }),
        ).rejects.toMatchObject({ name: "Invalid" });
      }
    }
    const request = superuserRequest;
    await expect(
      blog.find(name, { filter, sort, request }),
    ).resolves.toBeArray();
  });

  test.each([
    "@collection.users.id ?= author",
    "@request.auth.id != ''",
    "title = 'see @request.'",
  ])("%s, which is forbidden", async (text) => {
    for (const input of [{ filter: text }, { sort: text }]) {
      await expect(blog.find("posts", input)).rejects.toMatchObject({
        name: "Forbidden",
      });
    }
    await blog.find("posts", { filter: text, request: superuserRequest });
  });

  test("what differs by nothing but being hidden reads the same as what is not there", async () => {
    const message = async (filter: string) => {
      const refusal = await blog.find("users", { filter }).then(
        () => new Error("not refused"),
        (error: Error) => error,
      );
      return refusal.message;
    };
    const unknown = await message("zecret = ''");
    expect(await message("secret = ''")).toBe(
      unknown.replace("zecret", "secret"),
    );
  });
});

describe("the id of a related record is in the field itself", () => {
  test("so it needs no list rule", async () => {
    expect(await blog.find("posts", { filter: "vault.id = 'v1'" })).toEqual([
      "p1",
      "p4",
    ]);
  });
});

describe("a client finds a login by its email", () => {
  test.each([
    ["email = 'ann@x.org'", "ann"],
    ["email = 'bob@x.org'", ""],
    ["email ~ '@'", "ann cid"],
    ["email:lower ~ 'x.org'", "ann"],
    ["email != ''", "ann cid"],
    ["email ~ '@' || name = 'Bob'", "ann bob cid"],
    ["strftime('%Y', email) = ''", "ann cid"],
  ])("only if that shows: %s", async (filter, ids) => {
    const found = await blog.find("users", { filter });
    expect(found.sort().join(" ")).toBe(ids);
  });

  test("also through a relation", async () => {
    const filter = "author.email ~ 'x.org'";
    expect(await blog.find("posts", { filter })).toEqual(["p1", "p4"]);
    expect(
      await blog.find("posts", { filter, request: superuserRequest }),
    ).toEqual(["p1", "p2", "p4"]);
  });
});

describe("list rules of related collections hold in what a client sends", () => {
  test.each([
    // Bob's team is not open.
    ["author.team.name != ''", "p1 p4"],
    ["author.team.name = 'Blue'", ""],
    // Empty relations still pass.
    ["author.team.name = ''", "p3 p5"],
    ["author.team.name = 'Red' || title ~ 'second'", "p1 p4"],
    ["author.team.name = 'Red' || title = ''", "p1 p3 p4"],
    ["author.team.id = 'blue'", "p2"],
  ])("%s", async (filter, ids) => {
    const found = await blog.find("posts", { filter });
    expect(found.sort().join(" ")).toBe(ids);
  });

  test("in a sort too", async () => {
    expect(await blog.find("posts", { sort: "-author.team.name,id" })).toEqual([
      "p1",
      "p4",
      "p3",
      "p5",
    ]);
  });

  test("but not in a rule, nor for superusers", async () => {
    const text = "author.team.name = 'Blue'";
    expect(await blog.find("posts", { rule: text })).toEqual(["p2"]);
    expect(
      await blog.find("posts", { filter: text, request: superuserRequest }),
    ).toEqual(["p2"]);
  });

  test("also where the rule already leads to the same record", async () => {
    const rule = "author.team.name != 'x'";
    expect(await blog.find("posts", { rule })).toHaveLength(5);
    expect(
      await blog.find("posts", { rule, filter: "author.team.open != 2" }),
    ).toEqual(["p1", "p3", "p4", "p5"]);
  });
});

describe("what a client may not see is not among all that must fulfil its filter", () => {
  test.each([
    // Ann leads a team that is not open, too.
    ["users", "teams_via_lead.name = 'Red'", "ann", ""],
    ["users", "teams_via_lead.name !~ 'Bl%'", "ann", ""],
    ["users", "teams_via_lead.name < 'Blue'", "", ""],
    ["users", "teams_via_lead.name > 'Blue'", "ann", ""],
    // Bob, whose team it is that is not open, edits with Ann.
    ["posts", "editors.team.name = 'Red'", "p1", ""],
    ["posts", "editors.team.name !~ 'Bl%'", "p1", ""],
    // Nor does his address show.
    ["posts", "editors.email ~ 'ann@'", "p1", ""],
    ["posts", "editors.email !~ 'bo%'", "p1 p3 p5", "p3"],
    [
      "posts",
      "strftime('%Y', editors.email) = ''",
      "p1 p3 p5",
      "p1 p2 p3 p4 p5",
    ],
  ])("%s: %s", async (name, filter, forClients, forSuperusers) => {
    const request = superuserRequest;
    const asClient = await blog.find(name, { filter });
    const asSuperuser = await blog.find(name, { filter, request });
    expect(asClient.sort().join(" ")).toBe(forClients);
    expect(asSuperuser.sort().join(" ")).toBe(forSuperusers);
  });
});

describe("a client's text has limits", () => {
  test("of 3,500 bytes", async () => {
    const filter = (length: number) => `title = '${"x".repeat(length - 10)}'`;
    await blog.find("posts", { filter: filter(3_500) });
    await expect(
      blog.find("posts", { filter: filter(3_501) }),
    ).rejects.toMatchObject({ name: "Invalid" });
    await expect(
      blog.find("posts", { filter: `title = '${"ž".repeat(1_750)}'` }),
    ).rejects.toMatchObject({ name: "Invalid" });
  });

  test("of 200 comparisons", async () => {
    const filter = (count: number) => Array(count).fill("id=1").join("||");
    await blog.find("posts", { filter: filter(200) });
    await expect(
      blog.find("posts", { filter: filter(201) }),
    ).rejects.toMatchObject({ name: "Invalid" });
  });

  test("of what SQLite can join and nest", async () => {
    const request = superuserRequest;
    const hops = ["author", "author.posts_via_author.author"];
    const paths = hops.flatMap((a) =>
      [
        "posts_via_author",
        "posts_via_editors",
        "comments_via_mentions.post",
      ].flatMap((b) =>
        hops.flatMap((c) =>
          [
            "title",
            "author.name",
            "editors.name",
            "comments_via_post.body",
          ].map((d) => `${a}.${b}.${c}.posts_via_editors.${d}`),
        ),
      ),
    );
    const filter = paths.map((path) => `${path} = ''`).join("||");
    await expect(
      blog.find("posts", { rule: filter, request }),
    ).rejects.toMatchObject({ name: "Invalid" });

    let nested = "editors.name = author.team.name";
    for (let depth = 1; depth < 200; depth++) {
      nested = `(editors.name != title ${depth % 2 ? "&&" : "||"} ${nested})`;
    }
    await blog.find("posts", { rule: nested, request });
  });

  test.each([
    "t".repeat(256),
    "id,id,id,id,id,id,id,id,id",
    "id,",
    ",",
    "nope",
    "null",
    "@now",
    "author",
    "title = 1",
    "@request.auth.name",
    "title;drop table posts",
  ])("a sort by %s is refused", async (sort) => {
    const request = superuserRequest;
    const found = blog.find("posts", { sort, request });
    if (sort === "author") await expect(found).resolves.toHaveLength(5);
    else await expect(found).rejects.toMatchObject({ name: "Invalid" });
  });
});
