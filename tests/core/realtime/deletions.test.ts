import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { App } from "../../../src/core/app.ts";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import { serverRequest } from "../../../src/core/request.ts";
import { recordsTopic } from "../../../src/core/records/record-events.ts";
import { collectionOf, type Listening, openListening } from "./listening.ts";

let world: Listening;
let app: App;
let ann: StoredRecord;
let bob: StoredRecord;

beforeAll(async () => {
  world = await openListening();
  app = world.app;
  ann = await world.user("ann");
  bob = await world.user("bob");
  const users = collectionOf(app, "users");
  const rooms = await world.define({
    name: "rooms",
    fields: [
      { name: "title", type: "text" },
      { name: "open", type: "bool" },
    ],
  });
  const link = (name: string, collectionId: string) => ({
    name,
    type: "relation",
    collectionId,
    cascadeDelete: true,
  });
  const isMember = "members_via_room.user ?= @request.auth.id";
  await world.define({
    name: "members",
    fields: [
      { name: "title", type: "text" },
      link("room", rooms.id),
      link("user", users.id),
    ],
    listRule: `room.${isMember}`,
  });
  await world.define({
    name: "letters",
    fields: [{ name: "title", type: "text" }, link("room", rooms.id)],
    listRule: `room.${isMember}`,
  });
  await app.collections.update("rooms", { listRule: isMember });
});
afterAll(() => world.close());

const topics = ["rooms/*", "members/*", "letters/*"];

async function openRoom(title: string) {
  const room = await world.add("rooms", { title });
  const { id } = room;
  await world.add("members", { title: "member", room: id, user: ann.id });
  await world.add("letters", { title: "letter", room: id });
  return room;
}

describe("a deletion", () => {
  test("is judged by what there was before, although all of it goes at once", async () => {
    const room = await openRoom("room");
    const member = await world.listen(topics, ann);
    const stranger = await world.listen(topics, bob);
    const guest = await world.listen(topics);
    await world.remove(room);
    await world.settled();
    expect([...member.told()].sort()).toEqual([
      "delete letter",
      "delete member",
      "delete room",
    ]);
    expect(stranger.heard).toEqual([]);
    expect(guest.heard).toEqual([]);
    for (const one of [member, stranger, guest]) one.disconnect();
  });

  test("that is undone is not told, and nothing of it is left for the next one", async () => {
    const room = await openRoom("undone");
    const member = await world.listen(topics, ann);
    const attempt = app.records.transaction(async (records) => {
      await records.remove(room.collection, room.id, serverRequest);
      throw new Error("no");
    });
    expect(attempt).rejects.toThrow("no");
    await attempt.catch(() => {});
    await world.settled();
    expect(member.heard).toEqual([]);
    const members = await app.records.findAllBy(collectionOf(app, "members"), {
      room: room.id,
    });
    for (const one of members) await world.remove(one);
    member.heard.length = 0;
    await world.settled();
    member.heard.length = 0;
    await world.remove(room);
    await world.settled();
    expect(member.heard).toEqual([]);
    member.disconnect();
  });

  test("of a whole collection's records tells of each", async () => {
    await world.define({
      name: "notes",
      fields: [{ name: "title", type: "text" }],
      listRule: "title = 'a'",
    });
    for (const title of ["a", "b", "a"]) await world.add("notes", { title });
    const listener = await world.listen(["notes/*"]);
    await app.records.truncate(collectionOf(app, "notes"));
    await world.settled();
    expect(listener.told()).toEqual(["delete a", "delete a"]);
    listener.disconnect();
  });

  test("that another node announces is judged by the record's old values", async () => {
    await world.define({
      name: "papers",
      fields: [
        { name: "title", type: "text" },
        { name: "open", type: "bool" },
      ],
      listRule: "open = true",
    });
    const papers = collectionOf(app, "papers");
    const listener = await world.listen(["papers/*"]);
    for (const open of [true, false]) {
      const previous = { id: `paper${open}`, title: String(open), open };
      const data = { action: "delete", collectionId: papers.id, previous };
      app.bus.publish({
        topic: recordsTopic,
        data: structuredClone({ ...data, id: previous.id }),
      });
    }
    await world.settled();
    expect(listener.told()).toEqual(["delete true"]);
    listener.disconnect();
  });

  test("is told to who is logged in as the record that goes, and to no other guest", async () => {
    const eve = await world.user("eve");
    const topic = `users/${eve.id}`;
    const own = await world.listen([topic, "users/*"], eve);
    const other = await world.listen([topic, "users/*"], ann);
    await world.remove(eve);
    await world.settled();
    // Under the users' own rule: everyone sees themselves.
    expect(own.heard.map(({ event }) => event).sort()).toEqual(
      [topic, "users/*"].sort(),
    );
    expect(own.heard[0]!.record["email"]).toBe("eve@example.com");
    expect(other.heard).toEqual([]);
    own.disconnect();
    other.disconnect();
  });
});
