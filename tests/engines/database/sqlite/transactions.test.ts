import { expect, test } from "bun:test";
import { sql, type SQL } from "drizzle-orm";
import type { Database } from "../../../../src/engines/database/database.ts";
import { add, failed, openWithTable, values } from "./table-of-values.ts";

test("transactions and single writes run whole and in order of arrival", async () => {
  await using temp = await openWithTable();
  const { database } = temp;
  const first = Promise.withResolvers<void>();
  const work = [
    database.transaction(async (tx) => {
      await add(tx, 1);
      await first.promise;
      await add(tx, 2);
    }),
    add(database, 3),
    database.transaction(async (tx) => {
      await add(tx, 4);
      await Promise.resolve();
      await add(tx, 5);
    }),
    add(database, 6),
  ];
  expect(await values(database)).toEqual([]);
  first.resolve();
  await Promise.all(work);
  expect(await values(database)).toEqual([1, 2, 3, 4, 5, 6]);
});

test("readers see only what is committed, the transaction its own writes", async () => {
  await using temp = await openWithTable();
  const { database } = temp;
  const written = Promise.withResolvers<void>();
  const seen = Promise.withResolvers<void>();
  const writing = database.transaction(async (tx) => {
    await add(tx, 1);
    expect(await values(tx)).toEqual([1]);
    written.resolve();
    await seen.promise;
  });
  await written.promise;
  expect(await values(database)).toEqual([]);
  seen.resolve();
  await writing;
  expect(await values(database)).toEqual([1]);
});

test("a transaction that throws leaves nothing behind, and the next one runs", async () => {
  await using temp = await openWithTable();
  const { database } = temp;
  let told = 0;
  const broken = database.transaction(async (tx) => {
    await add(tx, 1);
    await tx.run(sql`create table u (a)`);
    tx.afterCommit(() => told++);
    throw failed;
  });
  await expect(broken).rejects.toBe(failed);
  expect(await values(database)).toEqual([]);
  await expect(database.all(sql`select * from u`)).rejects.toThrow(
    "no such table",
  );
  expect(
    await database.transaction(async (tx) => (await add(tx, 2)).changes),
  ).toBe(1);
  expect(await values(database)).toEqual([2]);
  expect(told).toBe(0);
});

test.each<[string, (database: Database) => Promise<unknown>]>([
  ["a read", (database) => values(database)],
  ["a write", (database) => add(database, 1)],
  ["a transaction", (database) => database.transaction(async () => {})],
])(
  "within a transaction, %s of the database itself is refused instead of waiting for ever",
  async (_name, use) => {
    await using temp = await openWithTable();
    const { database } = temp;
    const misuse = database.transaction(async (tx) => {
      await add(tx, 1);
      await Promise.resolve();
      await use(database);
    });
    await expect(misuse).rejects.toThrow("use the transaction's handle");
    expect(await values(database)).toEqual([]);
    await use(database);
  },
);

test("a handle is of no use once its transaction has ended", async () => {
  await using temp = await openWithTable();
  const { database } = temp;
  const late = await database.transaction(async (tx) => () => add(tx, 1));
  await expect(late()).rejects.toThrow("has ended");
});

test("work that a transaction starts and leaves may use the database afterwards", async () => {
  await using temp = await openWithTable();
  const { database } = temp;
  const ended = Promise.withResolvers<void>();
  let later: Promise<unknown> | undefined;
  await database.transaction(async (tx) => {
    await add(tx, 1);
    later = (async () => {
      await ended.promise;
      await add(database, 2);
    })();
  });
  ended.resolve();
  await later;
  expect(await values(database)).toEqual([1, 2]);
});

test("a statement that fails spoils nothing but itself", async () => {
  await using temp = await openWithTable();
  const { database } = temp;
  const wrong: SQL[] = [
    sql`insert into nowhere values (1)`,
    sql`select json_extract('{', '$.a')`,
    sql`no sql`,
  ];
  await database.transaction(async (tx) => {
    await add(tx, 1);
    for (const query of wrong) await expect(tx.run(query)).rejects.toThrow();
    await add(tx, 2);
  });
  expect(await values(database)).toEqual([1, 2]);
});
