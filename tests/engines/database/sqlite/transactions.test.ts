import { expect, test } from "bun:test";
import { sql, type SQL } from "drizzle-orm";
import type {
  Database,
  Executor,
} from "../../../../src/engines/database/database.ts";
import { openTempDatabase } from "./temp-database.ts";

/** A database with an empty table `t (a)`. */
async function openWithTable() {
  const temp = await openTempDatabase();
  await temp.database.run(sql`create table t (a)`);
  return temp;
}

const add = (executor: Executor, value: number | string) =>
  executor.run(sql`insert into t values (${value})`);

async function values(executor: Executor): Promise<unknown[]> {
  const rows = await executor.all(sql`select a from t order by rowid`);
  return rows.map(({ a }) => a);
}

const failed = new Error("on purpose");

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

test("a nested transaction that throws undoes itself alone", async () => {
  await using temp = await openWithTable();
  const { database } = temp;
  const told: string[] = [];
  await database.transaction(async (tx) => {
    await add(tx, 1);
    await tx.transaction(async (inner) => {
      await add(inner, 2);
      inner.afterCommit(() => told.push("kept"));
      const innermost = inner.transaction(async (deep) => {
        await add(deep, 3);
        deep.afterCommit(() => told.push("undone"));
        throw failed;
      });
      await expect(innermost).rejects.toBe(failed);
    });
    const sibling = tx.transaction(async (inner) => {
      await add(inner, 4);
      throw failed;
    });
    await expect(sibling).rejects.toBe(failed);
    await add(tx, 5);
    expect(told).toEqual([]);
  });
  expect(await values(database)).toEqual([1, 2, 5]);
  expect(told).toEqual(["kept"]);
});

test("nested transactions that run at once take turns, and the outer one waits for them", async () => {
  await using temp = await openWithTable();
  const { database } = temp;
  await database.transaction(async (tx) => {
    const pause = Promise.withResolvers<void>();
    const nested = tx.transaction(async (inner) => {
      await add(inner, 1);
      await pause.promise;
      throw failed;
    });
    const other = tx.transaction(async (inner) => add(inner, 2));
    const outer = add(tx, 3);
    pause.resolve();
    await expect(nested).rejects.toBe(failed);
    await Promise.all([other, outer]);
  });
  expect(new Set(await values(database))).toEqual(new Set([2, 3]));
});

test("a nested transaction that nobody waits for still belongs to the commit", async () => {
  await using temp = await openWithTable();
  const { database } = temp;
  let nested: Promise<void> | undefined;
  await database.transaction(async (tx) => {
    nested = tx.transaction(async (inner) => {
      await Promise.resolve();
      await add(inner, 1);
    });
  });
  await nested;
  expect(await values(database)).toEqual([1]);
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

test("the outer handle is refused within a nested transaction", async () => {
  await using temp = await openWithTable();
  const { database } = temp;
  const misuse = database.transaction((tx) =>
    tx.transaction(async () => add(tx, 1)),
  );
  await expect(misuse).rejects.toThrow("use the nested one's handle");
});

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
