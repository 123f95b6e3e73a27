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

test("work that goes on after its transaction was given up writes nothing more", async () => {
  await using temp = await openWithTable();
  const { database } = temp;
  const late = Promise.withResolvers<void>();
  let told = 0;
  let left: Promise<unknown> | undefined;
  const abandoned = database.transaction(async (tx) => {
    await add(tx, 1);
    left = (async () => {
      await late.promise;
      await tx.transaction(async (inner) => {
        inner.afterCommit(() => told++);
        await add(inner, 2);
      });
    })();
    left.catch(() => undefined);
    throw failed;
  });
  await expect(abandoned).rejects.toBe(failed);
  await database.transaction(async (tx) => {
    late.resolve();
    await expect(left!).rejects.toThrow("has ended");
    await add(tx, 3);
  });
  expect(await values(database)).toEqual([3]);
  expect(told).toBe(0);
});

test("a transaction that throws does not wait for a nested one, which can do nothing any more", async () => {
  await using temp = await openWithTable();
  const { database } = temp;
  const late = Promise.withResolvers<void>();
  const told: string[] = [];
  const tried: Promise<unknown>[] = [];
  let left: Promise<unknown> | undefined;
  const abandoned = database.transaction(async (tx) => {
    await tx.transaction(async (middle) => {
      left = middle.transaction(async (inner) => {
        inner.afterRollback(() => told.push("undone"));
        inner.afterCommit(() => told.push("committed"));
        await add(inner, 1);
        await late.promise;
        tried.push(add(inner, 2));
        tried.push(inner.transaction((deep) => add(deep, 3)));
        await Promise.allSettled(tried);
      });
      left.catch(() => undefined);
      throw failed;
    });
  });
  await expect(abandoned).rejects.toBe(failed);
  await database.transaction(async (tx) => {
    await tx.transaction(async (middle) => {
      await middle.transaction(async (inner) => {
        await add(inner, 4);
        late.resolve();
        await expect(left!).rejects.toThrow("has ended");
        await add(inner, 5);
      });
    });
  });
  const outcomes = await Promise.allSettled(tried);
  expect(outcomes.map(({ status }) => status)).toEqual([
    "rejected",
    "rejected",
  ]);
  expect(await values(database)).toEqual([4, 5]);
  expect(told).toEqual(["undone"]);
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
