import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  type Libredms,
  nobodysId,
  openLibredms,
  type Person,
} from "./open-libredms.ts";

let library: Libredms;
let root: Person;
let admin: Person;
beforeAll(async () => {
  library = await openLibredms();
  root = await library.join("1");
  admin = await library.join("2");
});
afterAll(() => library.close());

const setRole = (id: string, as: Person, roleId: unknown) =>
  library.ask(`PUT /api/users/set-role/${id}`, as, { roleId });

describe("a role is set", () => {
  const changes: [by: "root" | "admin", from: string, to: unknown][] = [
    ["root", "4", 3],
    ["root", "4", 2],
    ["root", "3", 4],
    ["root", "3", "2"],
    ["root", "2", 3],
    ["root", "2", 4],
    ["admin", "4", 3],
    ["admin", "4", "2"],
    ["admin", "3", 4],
    ["admin", "3", 2],
  ];
  test.each(changes)("by %s from %s to %j", async (by, from, to) => {
    const person = await library.join(from);
    const asking = { root, admin }[by];
    const { status, body } = await setRole(person.id, asking, to);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: person.id,
      name: person.name,
      email: person.email,
      roleId: Number(to),
    });
    const again = await library.ask(`GET /api/users/${person.id}`, person);
    expect(again.body["roleId"]).toBe(Number(to));
  });
});

describe("a role is not set", () => {
  test.each(["3", "4"])("by somebody of role %s", async (role) => {
    const [asking, person] = [
      await library.join(role),
      await library.join("4"),
    ];
    for (const id of [person.id, asking.id, nobodysId, "no-id"]) {
      const { status, body } = await setRole(id, asking, 3);
      expect(status).toBe(403);
      expect(body).toEqual({
        message: "Only an administrator or higher can perform that action",
      });
    }
  });

  const noRoles = [undefined, null, "", 0, 5, -1, "x", {}, [], true];
  test.each(noRoles.map((roleId) => ({ roleId })))(
    "to what is none: %j",
    async ({ roleId }) => {
      const person = await library.join("4");
      const { status, body } = await setRole(person.id, root, roleId);
      expect(status).toBe(400);
      expect(body).toEqual({ message: "Please provide a valid role ID" });
    },
  );

  const refusals: [
    what: string,
    wanted: () => Promise<{ id: string; as: Person; roleId: number }>,
    status: number,
    why: string,
  ][] = [
    [
      "to superadministrator",
      async () => ({ id: (await library.join("2")).id, as: root, roleId: 1 }),
      403,
      "There can only be one superadministrator",
    ],
    [
      "of the superadministrator by itself",
      async () => ({ id: root.id, as: root, roleId: 2 }),
      403,
      "The superadministrator's role cannot be changed",
    ],
    [
      "of the superadministrator by an administrator",
      async () => ({ id: root.id, as: admin, roleId: 4 }),
      403,
      "The superadministrator's role cannot be changed",
    ],
    [
      "of oneself",
      async () => ({ id: admin.id, as: admin, roleId: 3 }),
      403,
      "You're not permitted to set your own role",
    ],
    [
      "to what it is",
      async () => ({ id: (await library.join("3")).id, as: admin, roleId: 3 }),
      409,
      "Jane Doe already occupies that role",
    ],
    [
      "of an administrator by another",
      async () => ({ id: (await library.join("2")).id, as: admin, roleId: 4 }),
      403,
      "Only the superadministrator can demote administrators",
    ],
    [
      "of nobody",
      async () => ({ id: nobodysId, as: root, roleId: 3 }),
      404,
      "User not found",
    ],
    [
      "of what is no id",
      async () => ({ id: "17", as: root, roleId: 3 }),
      400,
      "Invalid user ID",
    ],
    [
      "of somebody deleted",
      async () => {
        const gone = await library.join("4");
        await library.ask(`DELETE /api/users/${gone.id}`, gone);
        return { id: gone.id, as: root, roleId: 3 };
      },
      404,
      "This user has been deleted",
    ],
  ];
  test.each(refusals)("%s", async (_, wanted, status, message) => {
    const { id, as, roleId } = await wanted();
    const answer = await setRole(id, as, roleId);
    expect(answer.body).toEqual({ message });
    expect(answer.status).toBe(status);
  });
});
