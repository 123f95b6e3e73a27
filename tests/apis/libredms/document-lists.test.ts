import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  type Libredms,
  listIn,
  nobodysId,
  openLibredms,
  type Person,
} from "./open-libredms.ts";

let library: Libredms;
const people: Record<string, Person> = {};
/** From the one that changed last. */
const titles: string[] = [];
beforeAll(async () => {
  library = await openLibredms();
  for (const [name, role] of [
    ["root", "1"],
    ["admin", "2"],
    ["reviewer", "3"],
    ["regular", "4"],
    ["deleted", "4"],
  ] as const) {
    people[name] = await library.join(role, { name: `Some ${name}` });
  }
  for (const name of Object.keys(people)) {
    for (const access of ["private", "role", "public"]) {
      const title = `${name} ${access}`;
      await library.write(who(name), { title, access });
      titles.unshift(title);
    }
  }
  const { id } = await library.write(who("regular"), { title: "regular gone" });
  await library.ask(`DELETE /api/documents/${String(id)}`, who("regular"));
  await library.ask(`DELETE /api/users/${who("deleted").id}`, who("deleted"));
});
afterAll(() => library.close());

function who(name: string): Person {
  const person = people[name];
  if (person === undefined) throw new Error(`nobody is called ${name}`);
  return person;
}

/** What somebody sees of a list of documents by these people. */
function visibleTo(viewer: string, owners: readonly string[]): string[] {
  const roleOf = (name: string) => Number(who(name).role);
  return titles.filter((title) => {
    const [owner = "", access] = title.split(" ");
    if (!owners.includes(owner)) return false;
    if (viewer === "root" || viewer === owner) return true;
    if (owner === "deleted") return false;
    return (
      viewer === "admin" ||
      access === "public" ||
      (access === "role" && roleOf(viewer) <= roleOf(owner))
    );
  });
}

const viewers = ["root", "admin", "reviewer", "regular"];
const everyone = [...viewers, "deleted"];

describe("listing documents", () => {
  test.each(viewers)("gives the %s those it may see", async (viewer) => {
    const answer = await library.ask(
      "GET /api/documents?limit=100",
      who(viewer),
    );
    const expected = visibleTo(viewer, everyone);
    expect(listIn(answer).map(({ title }) => title)).toEqual(expected);
    expect(answer.body["metadata"]).toEqual({
      total: expected.length,
      pages: 1,
      currentPage: 1,
      pageSize: 100,
    });
  });

  test("tells of owners, of private ones too, and nothing of those that are deleted", async () => {
    const answer = await library.ask(
      "GET /api/documents?limit=100",
      who("root"),
    );
    const listed = listIn(answer);
    const open = listed.find(({ title }) => title === "reviewer public")!;
    const { id, name } = who("reviewer");
    expect(open).toEqual({
      id: expect.any(String),
      title: "reviewer public",
      type: "text",
      access: "public",
      userId: id,
      createdAt: expect.stringContaining("T"),
      updatedAt: expect.stringContaining("T"),
      User: { id, name, roleId: 3 },
    });
    const orphan = listed.find(({ title }) => title === "deleted public")!;
    expect(orphan).toMatchObject({ userId: who("deleted").id, User: null });
  });

  test("in stretches, what changed last first", async () => {
    const all = visibleTo("admin", everyone);
    for (const [limit, offset] of [
      [5, 0],
      [5, 5],
      [5, 3],
      [5, 10],
      [100, 11],
    ] as const) {
      const answer = await library.ask(
        `GET /api/documents?limit=${limit}&offset=${offset}`,
        who("admin"),
      );
      expect(listIn(answer).map(({ title }) => title)).toEqual(
        all.slice(offset, offset + limit),
      );
      expect(answer.body["metadata"]).toEqual({
        total: all.length,
        pages: Math.ceil(all.length / limit),
        currentPage: Math.floor(offset / limit) + 1,
        pageSize: limit,
      });
    }
  });

  const senseless = [
    "limit=-10&offset=-50",
    "limit=0",
    "limit=0.5",
    "limit=x&offset=y",
    "limit=&offset=",
    "limit[]=3",
    "limit=NaN&offset=NaN",
    "limit=1%20000%20x",
  ];
  test.each(senseless)("as by default with %s", async (query) => {
    const answer = await library.ask(
      `GET /api/documents?${query}`,
      who("root"),
    );
    expect(answer.body["metadata"]).toMatchObject({
      currentPage: 1,
      pageSize: 10,
    });
    expect(listIn(answer)).toHaveLength(10);
  });

  const vast = ["limit=1001", "limit=1e300", "limit=Infinity", "limit=0x7ff"];
  test.each(vast)("a thousand at most with %s", async (query) => {
    const answer = await library.ask(
      `GET /api/documents?${query}`,
      who("root"),
    );
    expect(answer.body["metadata"]).toMatchObject({ pageSize: 1000 });
    expect(listIn(answer)).toHaveLength(titles.length);
  });

  test.each(["offset=1e300", "offset=Infinity", "offset=9007199254740993"])(
    "nothing with %s",
    async (query) => {
      const line = `GET /api/documents?${query}`;
      const answer = await library.ask(line, who("root"));
      expect(answer.status).toBe(200);
      expect(listIn(answer)).toEqual([]);
      expect(answer.body["metadata"]).toMatchObject({ total: titles.length });
    },
  );
});

describe("listing a user's documents", () => {
  for (const owner of viewers) {
    test.each(viewers)(`of the ${owner} for the %s`, async (viewer) => {
      const answer = await library.ask(
        `GET /api/users/${who(owner).id}/documents`,
        who(viewer),
      );
      expect(answer.status).toBe(200);
      const expected = visibleTo(viewer, [owner]);
      expect(listIn(answer).map(({ title }) => title)).toEqual(expected);
      expect(answer.body["metadata"]).toMatchObject({
        total: expected.length,
        pageSize: 10,
      });
      for (const document of listIn(answer)) {
        expect(Object.keys(document)).toEqual([
          "id",
          "title",
          "type",
          "access",
          "createdAt",
          "updatedAt",
        ]);
      }
    });
  }

  test("of one who is deleted is for the superadministrator", async () => {
    const line = `GET /api/users/${who("deleted").id}/documents`;
    const answer = await library.ask(line, who("root"));
    expect(listIn(answer)).toHaveLength(3);
    for (const viewer of ["admin", "reviewer", "regular"]) {
      const { status, body } = await library.ask(line, who(viewer));
      expect(status).toBe(404);
      expect(body).toEqual({ message: "This user has been deleted" });
    }
  });

  test("who is not there", async () => {
    const line = `GET /api/users/${nobodysId}/documents`;
    const { status, body } = await library.ask(line, who("root"));
    expect(status).toBe(404);
    expect(body).toEqual({ message: "User not found" });
  });
});
