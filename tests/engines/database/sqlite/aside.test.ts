import { expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { openTempDatabase } from "./temp-database.ts";

const rows = (count: number) =>
  JSON.stringify(Array.from({ length: count }, (_, index) => index));

async function openNumbers() {
  const temp = await openTempDatabase();
  const { database } = temp;
  await database.run(sql`create table numbers (value integer unique)`);
  const insert = database.prepare(
    sql`insert into numbers select value from json_each(${sql.placeholder("values")})`,
  );
  const values = async () =>
    (
      await database.all<{ value: number }>(
        sql`select value from numbers order by value`,
      )
    ).map(({ value }) => value);
  return { ...temp, insert, values };
}

test("what is written aside can be read", async () => {
  await using temp = await openNumbers();
  const { database, insert } = temp;
  const { changes } = await database.runAside(insert, { values: rows(3) });
  expect(changes).toBe(3);
  expect(await temp.values()).toEqual([0, 1, 2]);
});

test("this thread goes on meanwhile", async () => {
  await using temp = await openNumbers();
  let isDone = false;
  const written = temp.database
    .runAside(temp.insert, { values: rows(100_000) })
    .then(() => void (isDone = true));
  // A turn of the event loop comes before the rows are there.
  await new Promise((resolve) => setImmediate(resolve));
  expect(isDone).toBe(false);
  expect(await temp.values()).toEqual([]);
  await written;
  expect(await temp.values()).toHaveLength(100_000);
});

test("writers take turns with it, in order of arrival", async () => {
  await using temp = await openNumbers();
  const { database, insert } = temp;
  const order: string[] = [];
  const first = database
    .transaction(async (tx) => {
      await tx.run(sql`insert into numbers values (-1)`);
      await Bun.file(temp.file).exists();
    })
    .then(() => order.push("transaction"));
  const second = database
    .runAside(insert, { values: rows(1000) })
    .then(() => order.push("aside"));
  const third = database
    .run(sql`delete from numbers`)
    .then(() => order.push("delete"));
  await Promise.all([first, second, third]);
  expect(order).toEqual(["transaction", "aside", "delete"]);
  expect(await temp.values()).toEqual([]);
});

test("a statement that fails writes nothing, and the next one works", async () => {
  await using temp = await openNumbers();
  const { database, insert } = temp;
  const twice = database.runAside(insert, { values: "[1, 2, 1]" });
  expect(twice).rejects.toThrow("UNIQUE");
  await twice.catch(() => {});
  expect(await temp.values()).toEqual([]);
  await database.runAside(insert, { values: "[1]" });
  expect(await temp.values()).toEqual([1]);
});

test("it cannot be used within a transaction, which it would wait for", async () => {
  await using temp = await openNumbers();
  const { database, insert } = temp;
  const within = database.transaction(() =>
    database.runAside(insert, { values: "[1]" }),
  );
  expect(within).rejects.toThrow("within a transaction");
  await within.catch(() => {});
});

test("closing waits for it", async () => {
  await using temp = await openNumbers();
  const written = temp.database.runAside(temp.insert, { values: rows(10_000) });
  await temp.database.close();
  expect((await written).changes).toBe(10_000);
});
