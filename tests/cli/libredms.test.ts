import { expect, test } from "bun:test";
import { join } from "node:path";
import type PocketBase from "pocketbase";
import { refusalOf } from "../clients/refusal.ts";
import { serveNewFolder } from "../clients/serving.ts";
import { runHutch, startHutch } from "../running-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const ann = "ann@example.com";
const bob = "bob@example.com";
const password = "a-good-password";

/** Runs the command on a folder. */
const onFolder =
  (dir: string) =>
  (args: readonly string[], input = "") =>
    runHutch(["libredms", "superadmin", ...args, "--dir", dir], { input });

const success = (...lines: string[]) => ({
  exitCode: 0,
  stdout: lines.map((line) => `${line}\n`).join(""),
  stderr: "",
});

const madeNew = (email: string) =>
  `Successfully made the new user "${email}" the superadministrator of LibreDMS!`;
const made = (email: string) =>
  `Successfully made "${email}" the superadministrator of LibreDMS!`;

test("a new folder gets a superadministrator, and another one later", async () => {
  await using folder = await temporaryFolder();
  const superadmin = onFolder(join(folder.path, "pb_data"));
  expect(await superadmin([ann, "--password", password])).toEqual(
    success(madeNew(ann)),
  );
  // Without the option it is read from standard input.
  expect(await superadmin([bob], `${password}\n`)).toEqual(
    success(madeNew(bob), `"${ann}" is an administrator now.`),
  );
  // Who is there keeps the password, so none is asked for.
  expect(await superadmin([ann])).toEqual(
    success(made(ann), `"${bob}" is an administrator now.`),
  );
  expect(await superadmin([ann])).toEqual(success(made(ann)));
});

test("what cannot be is refused in a sentence, and changes nothing", async () => {
  await using folder = await temporaryFolder();
  const superadmin = onFolder(join(folder.path, "pb_data"));
  await superadmin([ann, "--password", password]);
  for (const [args, reason] of [
    [[bob], /^Error: A password is needed\.\n$/],
    [[bob, "--password", "short"], /^Error: .*\n {2}password: .*\n$/],
    [["nobody", "--password", password], /^Error: .*\n {2}email: .*\n$/],
    [
      [bob, "--password", password, "--name", "Bob"],
      /^Error: .*\n {2}name: .*\n$/,
    ],
  ] as const) {
    const outcome = await superadmin(args);
    expect(outcome).toMatchObject({ exitCode: 1, stdout: "" });
    expect(outcome.stderr).toMatch(reason);
  }
  expect(await superadmin([ann])).toEqual(success(made(ann)));
});

test("help says what there is, and a missing address is refused", async () => {
  const { stdout } = await runHutch(["libredms", "superadmin", "--help"]);
  for (const word of ["<email>", "--password", "--name", "--dir"])
    expect(stdout).toContain(word);
  const missing = await runHutch(["libredms", "superadmin"]);
  expect(missing).toMatchObject({ exitCode: 1, stdout: "" });
  expect(missing.stderr).toContain("email");
});

test("it works while a server runs, which knows it a moment later", async () => {
  await using serving = await serveNewFolder();
  const superadmin = onFolder(serving.dir);
  expect(
    await superadmin([ann, "--password", password, "--name", "Ann Other"]),
  ).toEqual(success(madeNew(ann)));
  const users = (client: PocketBase) => client.collection("libredms_users");
  const client = serving.guest();
  // A server looks a few times a second at what other processes have written.
  const login = async (): Promise<Record<string, unknown>> => {
    for (;;) {
      try {
        return (await users(client).authWithPassword(ann, password)).record;
      } catch (error) {
        if ((error as { status: number }).status !== 404) throw error;
        await Bun.sleep(50);
      }
    }
  };
  expect(await login()).toMatchObject({ name: "Ann Other", role: "1" });

  await superadmin([bob, "--password", password]);
  await superadmin([ann, "--password", "another-password"]);
  const refused = await refusalOf(
    users(client).authWithPassword(ann, password),
  );
  expect(refused.status).toBe(400);
  const again = await users(client).authWithPassword(ann, "another-password");
  expect(again.record["role"]).toBe("1");
  expect(
    (await users(client).getFirstListItem(`name = "Super Administrator"`))[
      "role"
    ],
  ).toBe("2");
});

test("the environment of a first start names one, as at LibreDMS itself", async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  const environment = { SADMIN_EMAIL: ann, SADMIN_PASSWORD: password };
  const logIn = async (url: string, email: string, secret: string) => {
    const response = await fetch(`${url}/api/auth/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password: secret }),
    });
    const { status } = response;
    return { status, body: (await response.json()) as { roleId?: number } };
  };
  Object.assign(process.env, environment);
  try {
    const first = await startHutch(dir, ["--api", "libredms"]);
    expect(await logIn(first.url, ann, password)).toMatchObject({
      status: 200,
      body: { roleId: 1, name: "Super Administrator" },
    });
    await first.stop();
    // Another start gives nobody another password, nor another superadministrator.
    process.env["SADMIN_PASSWORD"] = "another-password";
    const second = await startHutch(dir, ["--api", "libredms"]);
    expect((await logIn(second.url, ann, password)).status).toBe(200);
    await second.stop();
    process.env["SADMIN_EMAIL"] = bob;
    const third = await startHutch(dir, ["--api", "libredms"]);
    expect((await logIn(third.url, bob, "another-password")).status).toBe(404);
    await third.stop();
  } finally {
    for (const name of Object.keys(environment)) delete process.env[name];
  }
});
