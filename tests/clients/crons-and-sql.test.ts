import { afterAll, beforeAll, expect, test } from "bun:test";
import { refusalOf } from "./refusal.ts";
import { type Serving, serveNewFolder } from "./serving.ts";

let serving: Serving;
beforeAll(async () => {
  serving = await serveNewFolder();
});
afterAll(() => serving[Symbol.asyncDispose]());

test("jobs are listed and run", async () => {
  const { crons } = serving.superuser;
  const ids = (await crons.getFullList()).map(({ id }) => id);
  expect(ids).toContain("__pbDBOptimize__");
  expect(await crons.run("__pbDBOptimize__")).toBe(true);
  expect((await refusalOf(crons.run("missing"))).status).toBe(404);
  const guest = serving.guest();
  expect((await refusalOf(guest.crons.getFullList())).status).toBe(401);
  expect((await refusalOf(guest.crons.run(ids[0]!))).status).toBe(401);
});

test("SQL reads and writes the records", async () => {
  const { superuser } = serving;
  const user = await serving.newUser("ann@example.com");
  const changed = await superuser.sql.run(
    "update users set name = 'By SQL' where email = 'ann@example.com'",
  );
  expect(changed).toMatchObject({ affectedRows: 1, columns: [], rows: [] });
  const [ann] = await user.collection("users").getFullList();
  expect(ann).toMatchObject({ name: "By SQL" });
  expect(
    await superuser.sql.run("select name, verified from users"),
  ).toMatchObject({
    columns: [
      { name: "name", type: "TEXT", nullable: true },
      { name: "verified", type: "BOOLEAN", nullable: true },
    ],
    rows: [["By SQL", "0"]],
  });
  expect((await refusalOf(superuser.sql.run("nonsense"))).message).toContain(
    'near "nonsense": syntax error',
  );
  expect((await refusalOf(user.sql.run("select 1"))).status).toBe(403);
  expect((await refusalOf(serving.guest().sql.run("select 1"))).status).toBe(
    401,
  );
});

test("a query in the middle of its work does not outlive the server", async () => {
  await using other = await serveNewFolder();
  const endless =
    "with recursive c(x) as (select 1 union all select x+1 from c) select count(*) from c";
  const running = refusalOf(other.superuser.sql.run(endless));
  // The server works on.
  expect((await other.superuser.sql.run("select 1")).rows).toEqual([["1"]]);
  const outcome = await other.server.stop("SIGKILL");
  expect(outcome.exitCode).not.toBe(0);
  await running;
});
