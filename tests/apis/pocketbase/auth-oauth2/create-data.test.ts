import { describe, expect, test } from "bun:test";
import { readError } from "../../../http/open-test-app.ts";
import { password, shareOAuth2World } from "./oauth2-world.ts";

const world = await shareOAuth2World();

/** The record as it is stored. */
async function stored(id: string) {
  const { app } = world.api;
  const record = await app.records.find(app.collections.find("users")!, id);
  return record!.values;
}

describe("createData", () => {
  const arrive = async (login: string, createData: unknown) => {
    world.openid.users.set(login, {
      email: `${login}@example.com`,
      email_verified: true,
    });
    return world.send({ ...(await world.visit(login)), createData });
  };

  test("gives the record values and a password of the client's choice", async () => {
    const response = await arrive("chooser", {
      name: "Chosen",
      emailVisibility: true,
      password,
      passwordConfirm: password,
    });
    expect(await response.json()).toMatchObject({
      record: { name: "Chosen", emailVisibility: true, verified: true },
    });
    expect(await world.passwordToken("chooser@example.com")).toBeDefined();
  });

  test("cannot verify another address, but may give one", async () => {
    const response = await arrive("other", {
      email: "someone.else@example.com",
    });
    expect(await response.json()).toMatchObject({
      record: { email: "someone.else@example.com", verified: false },
    });
  });

  test.each([
    [
      "verified",
      { verified: true },
      { verified: { code: "validation_values_mismatch" } },
    ],
    [
      "an address that is taken",
      { email: "taken@example.com" },
      { email: { code: "validation_not_unique" } },
    ],
    [
      "an invalid address",
      { email: "nonsense" },
      { email: { code: "validation_is_email" } },
    ],
    [
      "a short password",
      { password: "x", passwordConfirm: "x" },
      { password: { code: "validation_min_text_constraint" } },
    ],
    [
      "an unconfirmed password",
      { password },
      { passwordConfirm: { code: "validation_required" } },
    ],
    [
      "an empty password",
      { password: "" },
      { password: { code: "validation_required" } },
    ],
    [
      "a password of 73 bytes",
      { password: "ü".repeat(37), passwordConfirm: "ü".repeat(37) },
      { password: {} },
    ],
  ])(
    "is refused with %s, and nothing is left behind",
    async (_what, createData, data) => {
      await world.createUser({ email: "taken@example.com" }).catch(() => {});
      const error = await readError(await arrive("smuggler", createData));
      expect(error).toMatchObject({ status: 400, data });
      const { app } = world.api;
      const links = app.collections.find("_externalAuths")!;
      expect(
        await app.records.findAllBy(links, { providerId: "smuggler" }),
      ).toEqual([]);
    },
  );

  test("sets nothing that is hidden or unknown, nor anything of the server's own", async () => {
    const response = await arrive("hidden", {
      tokenKey: "k".repeat(50),
      passwordConfirm: "ignored",
      oldPassword: "ignored",
      collectionId: "x",
      __proto__: { verified: true },
      constructor: "x",
      "password:hash": "$2a$10$",
    });
    expect(response.status).toBe(200);
    const { record } = (await response.json()) as { record: { id: string } };
    expect((await stored(record.id))["tokenKey"]).not.toBe("k".repeat(50));
    expect(await world.linksOf(record.id)).toEqual(["oidc:hidden"]);
  });

  test("does not change a record that exists", async () => {
    await arrive("settled", { name: "First" });
    const response = await arrive("settled", { name: "Second" });
    expect(await response.json()).toMatchObject({ record: { name: "First" } });
  });
});
