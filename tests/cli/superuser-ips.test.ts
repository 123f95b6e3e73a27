import { expect, test } from "bun:test";
import { refusalOf } from "../clients/refusal.ts";
import { serveNewFolder, superuserAccount } from "../clients/serving.ts";
import { runHutch } from "../running-server.ts";

test("the console says from where superusers may come, to a server that runs too", async () => {
  await using serving = await serveNewFolder();
  const { dir, superuser, guest } = serving;
  const restrict = (...addresses: string[]) =>
    runHutch(["superuser", "ips", ...addresses, "--dir", dir]);
  const mayCome = () =>
    superuser.settings.getAll().then(
      () => true,
      () => false,
    );

  const elsewhere = await restrict("192.0.2.1", "2001:db8::/32");
  expect(elsewhere).toMatchObject({ exitCode: 0, stderr: "" });
  expect(elsewhere.stdout).toContain("├─ 192.0.2.1\n└─ 2001:db8::/32\n");
  while (await mayCome());
  const refusal = await refusalOf(superuser.settings.getAll());
  expect(refusal.status).toBe(403);
  const { email, password } = superuserAccount;
  const login = guest()
    .collection("_superusers")
    .authWithPassword(email, password);
  expect((await refusalOf(login)).status).toBe(403);
  expect((await guest().health.check()).code).toBe(200);

  const wrong = await restrict("127.0.0.1", "localhost");
  expect(wrong).toMatchObject({ exitCode: 1, stdout: "" });
  expect(wrong.stderr).toContain("superuserIPs");
  expect(await mayCome()).toBe(false);

  expect(await restrict("127.0.0.0/8", "::1")).toMatchObject({ exitCode: 0 });
  while (!(await mayCome()));
  const { superuserIPs } = await superuser.settings.getAll();
  expect(superuserIPs).toEqual(["127.0.0.0/8", "::1"]);

  const everywhere = await restrict();
  expect(everywhere).toMatchObject({
    exitCode: 0,
    stdout: "Superusers may come from everywhere now.\n",
  });
}, 30_000);
