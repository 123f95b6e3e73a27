import { expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { openTempDatabase } from "./temp-database.ts";
import { openSqlite } from "../../../../src/engines/database/sqlite/sqlite-database.ts";

/** Runs a script in another process; `process.argv[1]` is the database's file. */
function spawn(script: string, file: string) {
  return Bun.spawn([process.execPath, "-e", script, file], {
    stdin: "pipe",
    stdout: "pipe",
    stderr: "inherit",
  });
}

/** The lines that a process has written so far. */
async function* linesOf(stream: ReadableStream<Uint8Array>) {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

test("another process's write is noticed, one's own is not", async () => {
  await using temp = await openTempDatabase();
  const { database, file } = temp;
  await database.run(sql`create table t (a)`);
  const all = database.prepare(sql`select * from t`);
  expect(await database.all(all)).toEqual([]);
  const noticed = Promise.withResolvers<void>();
  let times = 0;
  const stop = database.onForeignWrite(() => {
    times++;
    noticed.resolve();
  });
  await database.run(sql`insert into t values (1)`);
  const child = spawn(
    `const { Database } = await import("bun:sqlite");
     const database = new Database(process.argv.at(-1));
     database.run("begin");
     database.run("alter table t rename column a to b");
     database.run("insert into t values (2)");
     database.run("commit");
     database.close();`,
    file,
  );
  await noticed.promise;
  expect(await database.all(all)).toEqual([{ b: 1 }, { b: 2 }]);
  expect(times).toBe(1);
  expect(await child.exited).toBe(0);
  stop();
});

test("a write waits for another process's lock without stopping anything", async () => {
  await using temp = await openTempDatabase();
  const { database, file } = temp;
  await database.run(sql`create table t (a)`);
  const child = spawn(
    `const { Database } = await import("bun:sqlite");
     const database = new Database(process.argv.at(-1));
     database.run("begin immediate");
     console.log("locked");
     for await (const _ of Bun.stdin.stream()) break;
     database.run("commit");
     database.close();`,
    file,
  );
  const lines = linesOf(child.stdout);
  expect((await lines.next()).value).toBe("locked");
  const order: string[] = [];
  const writes = [
    database.run(sql`insert into t values (1)`).then(() => order.push("one")),
    database
      .transaction((tx) => tx.run(sql`insert into t values (2)`))
      .then(() => order.push("two")),
  ];
  expect(await database.all(sql`select * from t`)).toEqual([]);
  order.push("read");
  await child.stdin.write("go");
  await child.stdin.end();
  await Promise.all(writes);
  expect(order).toEqual(["read", "one", "two"]);
  expect(await child.exited).toBe(0);
});

test("a process killed while it writes leaves a database that opens with all it had committed", async () => {
  await using temp = await openTempDatabase();
  const { database, file } = temp;
  await database.run(
    sql`create table t (id integer primary key, pair integer, filling text)`,
  );
  await database.close();
  const engine = new URL(
    "../../../../src/engines/database/sqlite/sqlite-database.ts",
    import.meta.url,
  );
  const drizzle = import.meta.resolve("drizzle-orm");
  const child = spawn(
    `const { openSqlite } = await import(${JSON.stringify(engine.href)});
     const { sql } = await import(${JSON.stringify(drizzle)});
     const database = await openSqlite({ file: process.argv.at(-1) });
     for (let pair = 0; ; pair++) {
       await database.transaction(async (tx) => {
         for (const half of [0, 1]) await tx.run(sql\`insert into t (pair, filling) values (\${pair}, \${"x".repeat(20000)})\`);
       });
       await Bun.write(Bun.stdout, pair + "\\n");
     }`,
    file,
  );
  let committed = -1;
  for await (const line of linesOf(child.stdout)) {
    committed = Number(line);
    if (committed >= 200) break;
  }
  child.kill("SIGKILL");
  await child.exited;
  const again = await openSqlite({ file });
  try {
    const rows = await again.all(
      sql`select pair, count(*) as halves from t group by pair`,
    );
    expect(rows.length).toBeGreaterThan(committed);
    expect(rows.every(({ halves }) => halves === 2)).toBe(true);
    expect(await again.get(sql`pragma integrity_check`)).toEqual({
      integrity_check: "ok",
    });
  } finally {
    await again.close();
  }
});
