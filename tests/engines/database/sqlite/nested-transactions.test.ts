import { expect, test } from "bun:test";
import { add, failed, openWithTable, values } from "./table-of-values.ts";

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

test("the outer handle is refused within a nested transaction", async () => {
  await using temp = await openWithTable();
  const { database } = temp;
  const misuse = database.transaction((tx) =>
    tx.transaction(async () => add(tx, 1)),
  );
  await expect(misuse).rejects.toThrow("use the nested one's handle");
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
