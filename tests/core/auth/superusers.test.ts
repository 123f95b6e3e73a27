import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { App } from "../../../src/core/app.ts";
import type { AuthCollection } from "../../../src/core/collections/collection.ts";
import { Invalid } from "../../../src/core/errors.ts";
import { openApp } from "../../../src/core/open-app.ts";
import { installerEmail } from "../../../src/core/records/installer-account.ts";
import { serverRequest } from "../../../src/core/request.ts";
import { openTempApp, type TempApp } from "../../support/temp-app.ts";

let temp: TempApp;
let app: App;

beforeEach(async () => {
  temp = await openTempApp();
  ({ app } = temp);
});
afterEach(() => temp.close());

function superusers(of = app): AuthCollection {
  const collection = of.collections.find("_superusers");
  if (collection?.type !== "auth") throw new Error("there are no superusers");
  return collection;
}

async function add(email: string, more: object = {}): Promise<string> {
  const body = { email, password: "1234567890", ...more };
  const request = { ...serverRequest, body };
  const { id } = await app.records.create(superusers(), undefined, request);
  return String(id);
}

function remove(id: string, from = app): Promise<void> {
  return from.records.remove(superusers(from), id, serverRequest);
}

async function count(): Promise<number> {
  const { totalItems } = await app.records.list(
    superusers(),
    {},
    serverRequest,
  );
  return totalItems;
}

const lastOne = "You can't delete the only existing superuser.";

describe("the last superuser cannot be deleted", () => {
  test("by its id", async () => {
    const [ann, bob] = [await add("ann@example.com"), await add("bob@x.org")];
    await remove(ann);
    const error = await remove(bob).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Invalid);
    expect(error).toMatchObject({ message: lastOne, fields: {} });
    expect(await count()).toBe(1);
  });

  test("by two deletions of the last two at the same time", async () => {
    const ids = [await add("ann@example.com"), await add("bob@example.com")];
    const outcomes = await Promise.allSettled(ids.map((id) => remove(id)));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual([
      "fulfilled",
      "rejected",
    ]);
    expect(await count()).toBe(1);
  });

  test("by two processes at the same time", async () => {
    const [ann, bob] = [await add("ann@example.com"), await add("bob@x.org")];
    const other = await openApp({ dir: app.options.dir, serve: false });
    try {
      const outcomes = await Promise.allSettled([
        remove(ann),
        remove(bob, other),
      ]);
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual([
        "fulfilled",
        "rejected",
      ]);
    } finally {
      await other.close();
    }
    expect(await count()).toBe(1);
  });

  test("by truncating the collection, which deletes nobody then", async () => {
    await add("ann@example.com");
    await add("bob@example.com");
    await expect(app.records.truncate(superusers())).rejects.toBeInstanceOf(
      Invalid,
    );
    expect(await count()).toBe(2);
  });

  test("by deleting what it refers to", async () => {
    const teams = await app.collections.create({ name: "teams" });
    const { id: team } = await app.records.create(teams, undefined, {
      ...serverRequest,
    });
    await app.collections.update("_superusers", {
      fields: [
        ...superusers().fields,
        {
          name: "team",
          type: "relation",
          collectionId: teams.id,
          cascadeDelete: true,
          maxSelect: 1,
        },
      ],
    });
    await add("ann@example.com", { team });
    await expect(
      app.records.remove(teams, String(team), serverRequest),
    ).rejects.toBeInstanceOf(Invalid);
    expect(await count()).toBe(1);
    expect(await app.records.find(teams, String(team))).toBeDefined();
  });

  test("though the account of the first run is there, too", async () => {
    const ann = await add("ann@example.com");
    await add(installerEmail);
    await expect(remove(ann)).rejects.toThrow(lastOne);
    expect(await count()).toBe(2);
  });

  test("and its collection cannot either", async () => {
    await add("ann@example.com");
    await expect(app.collections.remove("_superusers")).rejects.toThrow();
    await app.collections.importAll({
      collections: [{ name: "notes" }],
      deleteMissing: true,
    });
    expect(app.collections.find("users")).toBeUndefined();
    expect(await count()).toBe(1);
  });
});

describe("superusers log in", () => {
  const twoProviders = [
    { name: "google", clientId: "a", clientSecret: "b" },
    { name: "github", clientId: "a", clientSecret: "b" },
  ];
  test.each([
    [
      "never by OAuth2",
      { oauth2: { enabled: true, providers: twoProviders } },
      { oauth2: { enabled: false, providers: null } },
    ],
    [
      "always by password",
      { passwordAuth: { enabled: false, identityFields: ["email"] } },
      { passwordAuth: { enabled: true } },
    ],
    [
      "by a one-time password only as a second factor",
      { otp: { enabled: true }, mfa: { enabled: false } },
      { otp: { enabled: true }, mfa: { enabled: true } },
    ],
  ])("%s", async (_, changes, expected) => {
    await app.collections.update("_superusers", changes);
    expect(superusers()).toMatchObject(expected);
    const reopened = await openApp({ dir: app.options.dir, serve: false });
    expect(superusers(reopened)).toMatchObject(expected);
    await reopened.close();
  });

  test("as verified, whatever is said of them", async () => {
    const id = await add("ann@example.com", { verified: false });
    const verified = async () =>
      (await app.records.find(superusers(), id))?.values["verified"];
    expect(await verified()).toBe(true);
    await app.records.update(superusers(), id, undefined, {
      ...serverRequest,
      body: { verified: false },
    });
    expect(await verified()).toBe(true);
    await app.records.amend(superusers(), id, () => ({ verified: false }));
    expect(await verified()).toBe(true);
  });
});
