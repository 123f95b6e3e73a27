import { expect, test } from "bun:test";
import { join } from "node:path";
import PocketBase from "pocketbase";
import { superuserAccount } from "../clients/serving.ts";
import { runHutch, startHutch } from "../running-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";

test("with --dev the link of a mail is on the console, and works", async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  const { email, password } = superuserAccount;
  await runHutch(["superuser", "upsert", email, password, "--dir", dir]);
  const server = await startHutch(dir, ["--dev"]);
  const users = new PocketBase(server.url).collection("users");
  const ann = { email: "ann@example.com", password: "a-good-password" };
  await users.create({ ...ann, passwordConfirm: ann.password });

  await users.requestVerification(ann.email);
  const link =
    /^Mail\n(?:.*\n)*?.*<\S+\/_\/#\/auth\/confirm-verification\/(\S+)>$/m;
  await users.confirmVerification(await server.printed(link));

  const { record } = await users.authWithPassword(ann.email, ann.password);
  expect(record["verified"]).toBe(true);
  expect((await server.stop()).exitCode).toBe(0);
});
