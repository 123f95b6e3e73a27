import { afterEach, expect, test } from "bun:test";
import { join } from "node:path";
import PocketBase from "pocketbase";
import { runHutch, startHutch } from "../running-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const variable = "HUTCH_TEST_COMMAND_KEY";
const account = ["ann@example.com", "12345678"] as const;

afterEach(() => {
  delete process.env[variable];
});

test("settings that a server encrypted are there for whoever names the key, in any command", async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  const withKey = ["--encryptionEnv", variable];
  const upsert = ["superuser", "upsert", ...account, "--dir", dir];
  process.env[variable] = "0123456789abcdef0123456789abcdef";
  expect(await runHutch([...upsert, ...withKey])).toMatchObject({
    exitCode: 0,
  });

  const first = await startHutch(dir, withKey);
  const client = new PocketBase(first.url);
  await client.collection("_superusers").authWithPassword(...account);
  await client.settings.update({ meta: { appName: "Chess club" } });
  await first.stop();

  const second = await startHutch(dir, withKey);
  client.baseURL = second.url;
  expect(await client.settings.getAll()).toMatchObject({
    meta: { appName: "Chess club" },
  });
  await second.stop();

  const refused = await runHutch(upsert);
  expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
  expect(refused.stderr).toMatch(/^Error: [^\n]*--encryptionEnv[^\n]*\.\n$/);
});
