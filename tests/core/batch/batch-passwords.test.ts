import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { availableParallelism } from "node:os";
import { hashingTurns } from "../../../src/core/auth/passwords/hashing-turns.ts";
import { passwordOf } from "../../../src/core/collections/fields/password-field.ts";
import { Invalid } from "../../../src/core/errors.ts";
import { runBatch } from "../../../src/core/batch/run-batch.ts";
import type { Records } from "../../../src/core/records/records.ts";
import { serverRequest } from "../../../src/core/request.ts";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import {
  type BatchWorld,
  cheapen,
  confirmed,
  create,
  failureOf,
  openBatchWorld,
  password,
  update,
  upsert,
  viewerOf,
} from "./open-batch-world.ts";

let world: BatchWorld;
beforeAll(async () => {
  world = await openBatchWorld();
});
afterAll(() => world.close());

let number = 0;
const address = () => `member${number++}@example.com`;
const join = () => world.add("members", { email: address(), ...confirmed });
const other = "0987654321";
const changed = { password: other, passwordConfirm: other };

/** Lets nobody hash or compare a password from now on. */
function stopHashing(): { resume(): void } {
  const gate = Promise.withResolvers<void>();
  for (let place = 0; place < availableParallelism(); place++) {
    hashingTurns.run(() => gate.promise).catch(() => undefined);
  }
  return { resume: gate.resolve };
}

/** Runs a batch in whose transaction no password can be hashed: what was not prepared would let it run out of time. */
async function runWithoutHashing(
  ...given: Parameters<BatchWorld["run"]>
): ReturnType<BatchWorld["run"]> {
  let stopped: { resume(): void } | undefined;
  const [operations, options] = given;
  const marker = create("posts", { title: "begun" });
  const remove = world.app.hooks.onRecordCreateRequest.add((event, next) => {
    if (event.request.body["title"] === "begun") stopped ??= stopHashing();
    return next();
  });
  try {
    const [, ...results] = await world.run([marker, ...operations], options);
    expect(stopped).toBeDefined();
    return results;
  } finally {
    stopped?.resume();
    remove();
  }
}

async function opens(id: string, plain: string): Promise<boolean> {
  const { values } = (await world.find("members", id))!;
  return Bun.password.verify(plain, passwordOf(values["password"]).hash);
}

describe("passwords of a batch are hashed before its transaction", () => {
  test("while others write", async () => {
    const stopped = stopHashing();
    const batch = world.run([
      create("members", { email: address(), ...confirmed }),
    ]);
    await world.add("posts", { title: "meanwhile" });
    await world.run([create("posts", { title: "meanwhile, too" })]);
    stopped.resume();
    expect(await batch).toHaveLength(1);
  });

  test("of fifty that sign up, each with a hash of its own", async () => {
    const results = await runWithoutHashing(
      Array.from({ length: 50 }, () =>
        create("members", { email: address(), ...confirmed }),
      ),
    );
    const hashes = new Set<string>();
    for (const result of results) {
      const { values } = (await world.find("members", String(result?.["id"])))!;
      hashes.add(passwordOf(values["password"]).hash);
    }
    expect(hashes.size).toBe(50);
    expect(await opens(String(results[49]?.["id"]), password)).toBe(true);
  });

  test("of someone who changes it, and names the old one", async () => {
    const by = await join();
    const body = { ...changed, oldPassword: password };
    await runWithoutHashing([update("members", by.id, body)], { by });
    expect(await opens(by.id, other)).toBe(true);
  });

  test("of someone who changes it twice", async () => {
    const by = await join();
    const third = "third-password";
    await runWithoutHashing(
      [
        update("members", by.id, { ...changed, oldPassword: password }),
        upsert("members", {
          id: by.id,
          password: third,
          passwordConfirm: third,
          oldPassword: other,
        }),
      ],
      { by },
    );
    expect(await opens(by.id, third)).toBe(true);
  });

  test("of someone who is created and changed in one go", async () => {
    const root = await world.add("_superusers", {
      email: address(),
      ...confirmed,
    });
    const id = "createdandset01";
    await runWithoutHashing(
      [
        create("members", { id, email: address(), ...confirmed }),
        update("members", id, changed),
      ],
      { by: root },
    );
    expect(await opens(id, other)).toBe(true);
  });

  test("of someone whom only an earlier request lets sign up", async () => {
    const inviter = await join();
    const invitations = await world.define({
      name: "invitations",
      fields: [{ name: "by", type: "text" }],
    });
    await world.define({
      name: "invited",
      type: "auth",
      createRule: "invitation.by = @request.auth.id",
      fields: [
        {
          name: "invitation",
          type: "relation",
          collectionId: invitations.id,
        },
      ],
    });
    await cheapen(world.app, "invited");
    const invitation = "invitation00001";
    const results = await runWithoutHashing(
      [
        create("invitations", { id: invitation, by: inviter.id }),
        create("invited", { email: address(), invitation, ...confirmed }),
      ],
      { by: inviter },
    );
    expect(results).toHaveLength(2);
  });
});

describe("an old password that is wrong is refused, and takes no time of the transaction", () => {
  let by: StoredRecord;
  beforeAll(async () => {
    by = await join();
  });
  const wrong = { oldPassword: "validation_invalid_old_password" };

  test("at once", async () => {
    const body = { ...changed, oldPassword: "wrong" };
    const batch = runWithoutHashing([update("members", by.id, body)], { by });
    expect(await failureOf(batch)).toMatchObject({ index: 1, codes: wrong });
  });

  test("after it was changed in the same batch", async () => {
    const body = { ...changed, oldPassword: password };
    const batch = runWithoutHashing(
      [update("members", by.id, body), update("members", by.id, body)],
      { by },
    );
    expect(await failureOf(batch)).toMatchObject({ index: 2, codes: wrong });
    expect(await opens(by.id, password)).toBe(true);
  });

  test("where it is another's, whose password the batch sets", async () => {
    const batch = runWithoutHashing(
      [
        create("members", { email: address(), ...changed }),
        update("members", by.id, {
          password,
          passwordConfirm: password,
          oldPassword: other,
        }),
      ],
      { by },
    );
    expect(await failureOf(batch)).toMatchObject({ index: 2, codes: wrong });
  });

  test("where it was changed by someone else between the two", async () => {
    const { app } = world;
    const body = { ...changed, oldPassword: password };
    const hash = await Bun.password.hash("yet another", {
      algorithm: "bcrypt",
      cost: 4,
    });
    const change = () =>
      app.records.amend(by.collection, by.id, () => ({ password: { hash } }));
    const records: Records = {
      ...app.records,
      // By now, the old password was compared.
      async transaction(work, options) {
        await change();
        return app.records.transaction(work, options);
      },
    };
    const request = { ...serverRequest, viewer: viewerOf(by) };
    const batch = runBatch(
      { ...app, records },
      [update("members", by.id, body)],
      request,
    );
    expect(await failureOf(batch)).toMatchObject({ index: 0, codes: wrong });
    await app.records.amend(by.collection, by.id, ({ values }) => ({
      ...values,
      password: passwordOf(by.values["password"]),
    }));
  });
});

describe("no password is hashed for a request that is refused anyway", () => {
  const cases: [string, () => Parameters<BatchWorld["run"]>[0], number][] = [
    [
      "as the collection is for superusers",
      () => [create("_superusers", { email: address(), ...confirmed })],
      0,
    ],
    [
      "as the rule refuses it, and no request before",
      () => [create("closed", { email: address(), ...confirmed })],
      0,
    ],
    [
      "as the rule refuses it whatever else is there",
      () => [
        create("posts", { title: "first" }),
        create("closed", { email: address(), ...confirmed }),
      ],
      1,
    ],
    [
      "as the password is too short",
      () => [
        create("members", {
          email: address(),
          password: "1",
          passwordConfirm: "1",
        }),
      ],
      0,
    ],
    [
      "as it is not confirmed",
      () => [create("members", { email: address(), password })],
      0,
    ],
    [
      "as there is no such record",
      () => [update("members", "nope", changed)],
      0,
    ],
    [
      "as it comes after one that cannot be done",
      () => [
        create("posts", { title: "first" }),
        { kind: "impossible", error: new Invalid() },
        create("members", { email: address(), ...confirmed }),
      ],
      1,
    ],
    [
      "as there is no such collection",
      () => [create("nope", { ...confirmed })],
      0,
    ],
  ];
  beforeAll(async () => {
    await world.define({
      name: "closed",
      type: "auth",
      createRule: '@request.auth.id != ""',
      fields: [],
    });
  });
  test.each(cases)("%s", async (_why, operations, index) => {
    const stopped = stopHashing();
    const failure = await failureOf(world.run(operations()));
    stopped.resume();
    expect(failure.index).toBe(index);
  });

  test("nor compared with the password of a record that the caller may not change", async () => {
    const stranger = await join();
    const stopped = stopHashing();
    const body = { ...changed, oldPassword: password };
    const failure = await failureOf(
      world.run([update("members", stranger.id, body)]),
    );
    stopped.resume();
    expect(failure).toMatchObject({ index: 0, error: "NotFound" });
  });
});

test("of two who sign up with one address, neither is there afterwards", async () => {
  const email = address();
  const before = await world.count("members");
  const twin = create("members", { email, ...confirmed });
  expect(await failureOf(world.run([twin, twin]))).toEqual({
    index: 1,
    error: "Invalid",
    codes: { email: "validation_not_unique" },
  });
  expect(await world.count("members")).toBe(before);
});
