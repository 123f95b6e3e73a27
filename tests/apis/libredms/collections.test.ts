import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { provision } from "../../../src/core/apis/provision.ts";
import { Invalid } from "../../../src/core/errors.ts";
import { serverRequest } from "../../../src/core/request.ts";
import { definition } from "../../../src/apis/libredms/definition.ts";
import { openTempApp, type TempApp } from "../../support/temp-app.ts";

let temp: TempApp;
beforeEach(async () => {
  temp = await openTempApp();
});
afterEach(() => temp.close());

const roleIds = async () => {
  const { collections, records } = temp.app;
  const roles = collections.find("libredms_roles")!;
  const page = await records.list(roles, { sort: "id" }, serverRequest);
  return page.items.map(({ id, label }) => `${String(id)} ${String(label)}`);
};

describe("provisioning", () => {
  test("makes three collections and the four roles", async () => {
    await provision(definition, temp.app);
    const { collections } = temp.app;
    const fieldsOf = (name: string) =>
      collections
        .find(name)!
        .fields.map((field) => field.name)
        .toSorted();
    expect(fieldsOf("libredms_roles")).toEqual(["id", "label"]);
    expect(fieldsOf("libredms_users")).toEqual(
      [
        "id",
        "name",
        "email",
        "emailVisibility",
        "verified",
        "password",
        "tokenKey",
        "isPrivate",
        "role",
        "loggedOut",
        "deleted",
        "created",
        "updated",
      ].toSorted(),
    );
    expect(fieldsOf("libredms_documents")).toEqual(
      [
        "id",
        "title",
        "content",
        "type",
        "access",
        "accesslevel",
        "userId",
        "userRole",
        "deleted",
        "created",
        "updated",
      ].toSorted(),
    );
    expect(await roleIds()).toEqual([
      "1 Superadministrator",
      "2 Administrator",
      "3 Reviewer",
      "4 Regular",
    ]);
  });

  test("changes nothing the second time, not even what the operator changed", async () => {
    await provision(definition, temp.app);
    const { collections, records } = temp.app;
    const change = {
      listRule: null,
      authToken: { duration: 600 },
      indexes: collections
        .find("libredms_users")!
        .indexes.filter((index) => !index.includes("superadministrator")),
    };
    await collections.update("libredms_users", change);
    const roles = collections.find("libredms_roles")!;
    await records.amend(roles, "3", () => ({ label: "Lector" }));
    const before = collections.find("libredms_users")!;

    await provision(definition, temp.app);
    expect(collections.find("libredms_users")).toBe(before);
    expect(before).toMatchObject({
      listRule: null,
      authToken: { duration: 600 },
    });
    expect((await roleIds())[2]).toBe("3 Lector");
  });

  test("gives back a field and a role that are gone", async () => {
    await provision(definition, temp.app);
    const { collections, records } = temp.app;
    const roles = collections.find("libredms_roles")!;
    await records.remove(roles, "3", serverRequest);
    const documents = collections.find("libredms_documents")!;
    await collections.update("libredms_documents", {
      fields: documents.fields.filter(({ name }) => name !== "accesslevel"),
    });
    await provision(definition, temp.app);
    expect(await roleIds()).toContain("3 Reviewer");
    const { field } = collections.find("libredms_documents")!;
    expect(field.get("accesslevel")).toMatchObject({ required: true });
    expect([...field.keys()].toSorted()).toEqual(
      [...documents.field.keys()].toSorted(),
    );
  });

  test("is refused where another kind of collection has a name that it needs, and makes nothing", async () => {
    const { collections } = temp.app;
    await collections.create({ name: "libredms_users", type: "base" });
    const attempt = provision(definition, temp.app);
    await expect(attempt).rejects.toBeInstanceOf(Invalid);
    expect(collections.find("libredms_roles")).toBeUndefined();
  });
});

test("a login lasts a day, is by password alone, and nobody manages the logins of others", async () => {
  await provision(definition, temp.app);
  expect(temp.app.collections.find("libredms_users")).toMatchObject({
    authToken: { duration: 86_400 },
    otp: { enabled: false },
    oauth2: { enabled: false },
    manageRule: null,
  });
});

test("what is loaded while the API is off is neither Elysia nor what signs tokens", async () => {
  const script = `await import("./src/apis/libredms/index.ts"); console.log(Object.keys(require.cache).join("\\n"))`;
  const child = Bun.spawn([process.execPath, "-e", script], {
    stdout: "pipe",
    cwd: new URL("../../..", import.meta.url).pathname,
  });
  const loaded = await new Response(child.stdout).text();
  expect(loaded).toContain("src/apis/libredms/definition.ts");
  expect(loaded).not.toMatch(/node_modules\/(?:elysia|@elysiajs|jose)\//);
});
