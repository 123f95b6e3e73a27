import { expect, test } from "bun:test";
import { refusalOf } from "../clients/refusal.ts";
import { serveNewFolder, superuserAccount } from "../clients/serving.ts";
import { runHutch } from "../running-server.ts";

const { email, password } = superuserAccount;

test("a one-time password from the console is a superuser's second factor, once", async () => {
  await using serving = await serveNewFolder();
  const { dir, superuser, guest } = serving;
  const otp = (address: string) =>
    runHutch(["superuser", "otp", address, "--dir", dir]);

  const off = await otp(email);
  expect(off).toMatchObject({ exitCode: 1, stdout: "" });
  expect(off.stderr).toMatch(/^Error: [^\n]*one-time passwords[^\n]*\.\n$/);

  await superuser.collections.update("_superusers", {
    otp: { enabled: true, duration: 120, length: 8 },
  });
  const nobody = await otp("nobody@example.com");
  expect(nobody).toMatchObject({ exitCode: 1, stdout: "" });
  expect(nobody.stderr).toBe(
    'Error: There is no superuser "nobody@example.com".\n',
  );

  const made = await otp(email);
  expect(made).toMatchObject({ exitCode: 0, stderr: "" });
  const { id = "", digits = "" } =
    /Id: +(?<id>\w{15})\n.*Pass: +(?<digits>\d{8})\n.*Valid: 120 seconds\n$/.exec(
      made.stdout,
    )?.groups ?? {};
  expect(digits).not.toBe("");

  const client = guest();
  const superusers = client.collection("_superusers");
  const first = await refusalOf(superusers.authWithOTP(id, digits));
  expect(first.status).toBe(401);
  const mfaId = String(first.response["mfaId"]);
  await superusers.authWithPassword(email, password, { mfaId });
  expect(client.authStore.isSuperuser).toBe(true);

  expect((await refusalOf(superusers.authWithOTP(id, digits))).status).toBe(
    400,
  );
});
