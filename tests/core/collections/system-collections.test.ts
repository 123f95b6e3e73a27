import { expect, test } from "bun:test";
import { openCollections } from "./open-collections.ts";

test("a new folder has the collections of every folder, with their ids and fields", async () => {
  await using folder = await openCollections();
  const found = folder.collections
    .all()
    .map(({ id, name, type, system, fields }) => [
      id,
      name,
      type,
      system,
      fields.map((field) => field.id).join(" "),
    ]);
  const reference = "text3208210256 text455797646 text127846527";
  const times = "autodate2990389176 autodate3332085495";
  const login =
    "text3208210256 password901924565 text2504183744 email3885137012 bool1547992806 bool256245529";
  expect(found).toEqual([
    [
      "pbc_2279338944",
      "_mfas",
      "base",
      true,
      `${reference} text1582905952 ${times}`,
    ],
    [
      "pbc_1638494021",
      "_otps",
      "base",
      true,
      `${reference} password901924565 text3866985172 ${times}`,
    ],
    [
      "pbc_2281828961",
      "_externalAuths",
      "base",
      true,
      `${reference} text2462348188 text1044722854 ${times}`,
    ],
    [
      "pbc_4275539003",
      "_authOrigins",
      "base",
      true,
      `${reference} text4228609354 ${times}`,
    ],
    ["pbc_3142635823", "_superusers", "auth", true, `${login} ${times}`],
    [
      "_pb_users_auth_",
      "users",
      "auth",
      false,
      `${login} text1579384326 file376926767 ${times}`,
    ],
  ]);
});

test("their tables have a column per field, and their indexes", async () => {
  await using folder = await openCollections();
  expect(await folder.schemaOf("_mfas")).toEqual(
    [
      "CREATE TABLE `_mfas` (`collectionRef` TEXT DEFAULT '' NOT NULL, `created` TEXT DEFAULT '' NOT NULL, `id` TEXT PRIMARY KEY DEFAULT ('r'||lower(hex(randomblob(7)))) NOT NULL, `method` TEXT DEFAULT '' NOT NULL, `recordRef` TEXT DEFAULT '' NOT NULL, `updated` TEXT DEFAULT '' NOT NULL)",
      "CREATE INDEX `idx_mfas_collectionRef_recordRef` ON `_mfas` (\n  `collectionRef`,\n  `recordRef`\n)",
    ].map((statement) => expect.stringMatching(sameNames(statement))),
  );
  const users = await folder.schemaOf("users");
  expect(users).toContain(
    "CREATE UNIQUE INDEX `idx_email__pb_users_auth_` ON `users` (`email`) WHERE `email` != ''",
  );
  expect(users).toContain(
    "CREATE UNIQUE INDEX `idx_tokenKey__pb_users_auth_` ON `users` (`tokenKey`)",
  );
});

test("the system's collections are made once", async () => {
  await using folder = await openCollections();
  const { createSystemCollections } =
    await import("../../../src/core/collections/system-collections.ts");
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  await createSystemCollections({
    database: folder.database,
    bus: folder.bus,
    log,
  });
  expect((await folder.readAgain()).all()).toHaveLength(6);
});

test("each collection's secrets are its own, of 50 letters and digits", async () => {
  await using folder = await openCollections();
  const secrets = folder.collections
    .all()
    .flatMap((collection) =>
      collection.type === "auth"
        ? [
            collection.authToken,
            collection.fileToken,
            collection.emailChangeToken,
            collection.verificationToken,
            collection.passwordResetToken,
          ].map(({ secret }) => secret)
        : [],
    );
  expect(secrets).toHaveLength(10);
  expect(new Set(secrets).size).toBe(10);
  for (const secret of secrets) expect(secret).toMatch(/^[A-Za-z0-9]{50}$/);
});

/** Names may be quoted one way or another. */
function sameNames(statement: string): RegExp {
  const escaped = statement.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("`", '["`]')}$`);
}
