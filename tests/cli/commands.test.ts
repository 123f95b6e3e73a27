import { describe, expect, test } from "bun:test";
import { link, readdir } from "node:fs/promises";
import { join } from "node:path";
import { version } from "../../package.json";
import { executablePath } from "../../src/packaging/executable.ts";
import { runHutch } from "../running-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const success = (stdout: string) => ({ exitCode: 0, stdout, stderr: "" });

describe("help and version", () => {
  test.each([[["--version"]], [["-v"]], [["serve", "--version"]]])(
    "%p prints the version",
    async (args) => {
      expect(await runHutch(args)).toEqual(success(`${version}\n`));
    },
  );

  test.each([
    [["--help"], ["serve", "superuser"]],
    [
      ["serve", "--help"],
      ["--http", "127.0.0.1:8090", "--publicDir", "--origins"],
    ],
    [
      ["superuser", "--help"],
      ["create", "upsert", "update", "delete", "otp"],
    ],
    [
      ["superuser", "create", "--help"],
      ["<email>", "[password]"],
    ],
    [
      ["superuser", "upsert", "-h"],
      ["<email>", "[password]"],
    ],
    [
      ["superuser", "update", "-h"],
      ["<email>", "[password]"],
    ],
    [["superuser", "delete", "-h"], ["<email>"]],
    [["superuser", "otp", "-h"], ["<email>"]],
  ])("%p tells what there is, global options included", async (args, words) => {
    const { exitCode, stdout, stderr } = await runHutch(args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    for (const word of [
      ...words,
      "--dir",
      "--dev",
      "--queryTimeout",
      "--encryptionEnv",
      "--help",
    ])
      expect(stdout).toContain(word);
  });
});

describe("what it does not understand", () => {
  test.each([
    [["serv"], "serve"],
    [["superuser", "creat"], "create"],
    [["serve", "--htp", "x"], "--http"],
    [["serve", "--http", "8090"], "127.0.0.1:8090"],
    [["serve", "--http", "127.0.0.1:99999"], "127.0.0.1:8090"],
    [["serve", "--queryTimeout", "soon"], "seconds"],
    [["doctor", "elsewhere"], "--help"],
    [["superuser", "upsert"], "email"],
    [["superuser", "delete"], "email"],
    [["superuser", "otp"], "email"],
    [["--dir"], "--dir"],
  ])("%p is refused with a hint", async (args, hint) => {
    await using folder = await temporaryFolder();
    const outcome = await runHutch(args, { cwd: folder.path });
    expect(outcome).toMatchObject({ exitCode: 1, stdout: "" });
    expect(outcome.stderr).toStartWith("error: ");
    expect(outcome.stderr).toContain(hint);
    expect(await readdir(folder.path)).toEqual([]);
  });
});

test("global options may stand before the command and after it", async () => {
  await using folder = await temporaryFolder();
  const upsert = ["superuser", "upsert", "ann@example.com", "12345678"];
  const before = join(folder.path, "before");
  const after = join(folder.path, "after");
  await runHutch(["--dir", before, ...upsert]);
  await runHutch([...upsert, "--dir", after, "--queryTimeout", "5"]);
  for (const dir of [before, after])
    expect(await readdir(dir)).toContain("data.db");
});

test("--dev prints every SQL statement, but none of the values in it", async () => {
  await using folder = await temporaryFolder();
  const dir = ["--dir", join(folder.path, "pb_data")];
  const create = (email: string, ...options: string[]) =>
    runHutch(["superuser", "create", email, "12345678", ...dir, ...options]);
  const traced = await create("ann@example.com", "--dev");
  expect(traced.exitCode).toBe(0);
  expect(traced.stderr).toMatch(/\[\d+\.\d\d ms\] insert into `_superusers`/);
  expect(traced.stderr).not.toContain("ann@example.com");
  expect((await create("bob@example.com")).stderr).toBe("");
});

test("the data folder lies beside the executable unless told otherwise", async () => {
  await using folder = await temporaryFolder();
  await runHutch(["--version"]);
  const moved = join(folder.path, "moved");
  await link(executablePath, moved).catch(() =>
    Bun.write(moved, Bun.file(executablePath), { mode: 0o755 }),
  );
  const child = Bun.spawn(
    [moved, "superuser", "upsert", "ann@example.com", "12345678"],
    { cwd: "/", stdout: "ignore", stderr: "inherit" },
  );
  expect(await child.exited).toBe(0);
  expect(await readdir(join(folder.path, "pb_data"))).toContain("data.db");
});

test("what lies in the folder that it is started in is not read", async () => {
  await using folder = await temporaryFolder();
  await Bun.write(
    join(folder.path, "bunfig.toml"),
    'preload = ["./preload.ts"]',
  );
  await Bun.write(join(folder.path, "preload.ts"), "process.exit(7);");
  await Bun.write(join(folder.path, ".env"), "BUN_OPTIONS=--bad\nDIR=x");
  await Bun.write(join(folder.path, "package.json"), "not JSON");
  await Bun.write(join(folder.path, "tsconfig.json"), "not JSON");
  const outcome = await runHutch(["--version"], { cwd: folder.path });
  expect(outcome).toEqual(success(`${version}\n`));
});

describe("superuser", () => {
  /** Runs a superuser command on a folder. */
  const onFolder = (dir: string) => (args: readonly string[], input?: string) =>
    runHutch(["superuser", ...args, "--dir", dir], { input: input ?? "" });

  test("create, update, upsert and delete say what they did", async () => {
    await using folder = await temporaryFolder();
    const superuser = onFolder(join(folder.path, "pb_data"));
    const ann = "ann@example.com";
    const bob = "bob@example.com";

    expect(await superuser(["create", ann, "12345678"])).toEqual(
      success(`Successfully created new superuser "${ann}"!\n`),
    );
    expect(await superuser(["update", ann, "87654321"])).toEqual(
      success(`Successfully changed superuser "${ann}" password!\n`),
    );
    for (const password of ["12345678", "87654321"]) {
      expect(await superuser(["upsert", bob, password])).toEqual(
        success(`Successfully saved superuser "${bob}"!\n`),
      );
    }
    expect(await superuser(["delete", ann])).toEqual(
      success(`Successfully deleted superuser "${ann}"!\n`),
    );
    expect(await superuser(["delete", ann])).toMatchObject({ exitCode: 0 });
  });

  test("what cannot be done is one sentence on stderr and exit code 1", async () => {
    await using folder = await temporaryFolder();
    const superuser = onFolder(join(folder.path, "pb_data"));
    await superuser(["create", "ann@example.com", "12345678"]);
    const cases = [
      [["create", "ann@example.com", "12345678"], /already/],
      [["create", "bob@example.com", "short"], /password: /],
      [["upsert", "no address", "12345678"], /email: /],
      [["update", "bob@example.com", "12345678"], /no superuser/],
      [["upsert", "__pbinstaller@example.com", "12345678"], /another address/],
      [["delete", "ann@example.com"], /only/],
    ] as const;
    for (const [args, reason] of cases) {
      const outcome = await superuser(args);
      expect(outcome).toMatchObject({ exitCode: 1, stdout: "" });
      expect(outcome.stderr).toStartWith("Error: ");
      expect(outcome.stderr).toMatch(reason);
      expect(outcome.stderr).not.toContain("record");
      expect(outcome.stderr).not.toMatch(/\n {4}at /);
    }
  });

  test("a password that is left out is read from standard input", async () => {
    await using folder = await temporaryFolder();
    const superuser = onFolder(join(folder.path, "pb_data"));
    expect(
      await superuser(["create", "ann@example.com"], "12345678\nmore\n"),
    ).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await superuser(["upsert", "ann@example.com"], "")).toMatchObject({
      exitCode: 1,
      stderr: "Error: A password is needed.\n",
    });
  });

  describe("at a terminal", () => {
    /** Runs `superuser upsert` without a password, and types an answer to each question. Returns all that shows. */
    async function typed(dir: string, answers: readonly string[]) {
      let shown = "";
      let asked = 0;
      const child = Bun.spawn(
        [
          executablePath,
          "superuser",
          "upsert",
          "ann@example.com",
          "--dir",
          dir,
        ],
        {
          terminal: {
            data(terminal, bytes) {
              shown += new TextDecoder().decode(bytes);
              const questions = shown.match(/: /g)?.length ?? 0;
              if (questions > asked) terminal.write(answers[asked++] ?? "");
            },
          },
        },
      );
      const exitCode = await child.exited;
      return { exitCode, shown: shown.replaceAll("\r", "") };
    }

    test("a password that is left out is asked for twice, unseen", async () => {
      await using folder = await temporaryFolder();
      const dir = join(folder.path, "pb_data");
      const superuser = onFolder(dir);
      await superuser(["create", "ann@example.com", "12345678"]);
      expect(await typed(dir, ["87654321\r", "87654321\r"])).toEqual({
        exitCode: 0,
        shown:
          'Password: \nOnce more: \nSuccessfully saved superuser "ann@example.com"!\n',
      });
    });

    const ctrlC = "\x03";
    const ctrlD = "\x04";
    test.each([
      [["87654321\r", "87654322\r"], "The two passwords differ."],
      [["\r", "\r"], "A password is needed."],
      [[ctrlC], "A password is needed."],
      [[ctrlD], "A password is needed."],
      [["87654321\r", ctrlD], "The two passwords differ."],
    ])("%j is no password", async (answers, reason) => {
      await using folder = await temporaryFolder();
      const { exitCode, shown } = await typed(
        join(folder.path, "pb_data"),
        answers,
      );
      expect(exitCode).toBe(1);
      expect(shown).toEndWith(`Error: ${reason}\n`);
      expect(shown).not.toContain("8765");
    });
  });
});
