import { expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { add, failed, openWithTable, values } from "./table-of-values.ts";
import { openTempDatabase } from "./temp-database.ts";

test("actions after the commit see it committed, and one that throws stops no other", async () => {
  const reported: unknown[] = [];
  await using temp = await openTempDatabase({
    report: (_message, error) => reported.push(error),
  });
  const { database } = temp;
  await database.run(sql`create table t (a)`);
  let seen: Promise<unknown[]> | undefined;
  await database.transaction(async (tx) => {
    tx.afterCommit(() => {
      throw failed;
    });
    tx.afterCommit(() => {
      seen = values(database);
    });
    await add(tx, 1);
  });
  expect(await seen).toEqual([1]);
  expect(reported).toEqual([failed]);
});

test("what a failed transaction had begun outside is undone, the last first, savepoints that were kept included", async () => {
  const reported: unknown[] = [];
  await using temp = await openTempDatabase({
    report: (_message, error) => reported.push(error),
  });
  const { database } = temp;
  await database.run(sql`create table t (a)`);
  const told: string[] = [];
  const broken = database.transaction(async (tx) => {
    tx.afterRollback(() => told.push("first"));
    await tx.transaction(async (inner) => {
      await add(inner, 1);
      inner.afterRollback(() => told.push("kept 1"));
      inner.afterRollback(() => told.push("kept 2"));
      inner.afterCommit(() => told.push("committed"));
    });
    tx.afterRollback(() => {
      throw failed;
    });
    tx.afterRollback(() => told.push("last"));
    throw new Error("the work's own");
  });
  await expect(broken).rejects.toThrow("the work's own");
  expect(told).toEqual(["last", "kept 2", "kept 1", "first"]);
  expect(reported).toEqual([failed]);
  expect(await values(database)).toEqual([]);
});

test("a savepoint that fails undoes what it had begun at once, and only that", async () => {
  await using temp = await openWithTable();
  const { database } = temp;
  const told: string[] = [];
  await database.transaction(async (tx) => {
    tx.afterRollback(() => told.push("outer"));
    const nested = tx.transaction(async (inner) => {
      inner.afterRollback(() => told.push("nested"));
      inner.afterCommit(() => told.push("nested committed"));
      await inner.transaction(async (deep) => {
        await add(deep, 1);
        deep.afterRollback(() => told.push("deep"));
        deep.afterCommit(() => told.push("deep committed"));
      });
      throw failed;
    });
    await expect(nested).rejects.toBe(failed);
    expect(told).toEqual(["deep", "nested"]);
    await add(tx, 2);
    tx.afterCommit(() => told.push("outer committed"));
  });
  expect(told).toEqual(["deep", "nested", "outer committed"]);
  expect(await values(database)).toEqual([2]);
});

test("what was undone with its savepoint is not undone again with the transaction", async () => {
  await using temp = await openWithTable();
  const { database } = temp;
  const told: string[] = [];
  const broken = database.transaction(async (tx) => {
    const nested = tx.transaction(async (inner) => {
      inner.afterRollback(() => told.push("nested"));
      throw failed;
    });
    await expect(nested).rejects.toBe(failed);
    throw failed;
  });
  await expect(broken).rejects.toBe(failed);
  expect(told).toEqual(["nested"]);
});

test("a commit that fails undoes everything, and the next transaction runs", async () => {
  await using temp = await openWithTable();
  const { database } = temp;
  await database.run(sql`pragma foreign_keys = on`);
  await database.run(sql`create table parents (id integer primary key)`);
  await database.run(
    sql`create table children (id integer references parents (id) deferrable initially deferred)`,
  );
  const told: string[] = [];
  const broken = database.transaction(async (tx) => {
    await add(tx, 1);
    await tx.transaction((inner) =>
      inner.run(sql`insert into children values (7)`),
    );
    tx.afterCommit(() => told.push("committed"));
    tx.afterRollback(() => told.push("undone"));
  });
  await expect(broken).rejects.toThrow("FOREIGN KEY");
  expect(told).toEqual(["undone"]);
  await add(database, 2);
  expect(await values(database)).toEqual([2]);
});

test("actions after a rollback see it rolled back, and may begin anew", async () => {
  await using temp = await openWithTable();
  const { database } = temp;
  let seen: Promise<unknown[]> | undefined;
  let again: Promise<unknown> | undefined;
  const broken = database.transaction(async (tx) => {
    await add(tx, 1);
    tx.afterRollback(() => {
      seen = values(database);
      again = add(database, 2);
    });
    throw failed;
  });
  await expect(broken).rejects.toBe(failed);
  expect(await seen).toEqual([]);
  await again;
  expect(await values(database)).toEqual([2]);
});

test("actions cannot be left with a transaction that has ended", async () => {
  await using temp = await openWithTable();
  const handle = await temp.database.transaction(async (tx) => () => tx);
  const act = () => {};
  expect(() => handle().afterRollback(act)).toThrow("has ended");
  expect(() => handle().afterCommit(act)).toThrow("has ended");
});
