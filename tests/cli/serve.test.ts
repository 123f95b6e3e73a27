import { describe, expect, test } from "bun:test";
import { Database } from "bun:sqlite";
import { once } from "node:events";
import { mkdir, readdir, stat } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import PocketBase from "pocketbase";
import { serveNewFolder } from "../clients/serving.ts";
import { refusalOf } from "../clients/refusal.ts";
import { runHutch, startHutch } from "../running-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const account = ["ann@example.com", "12345678"] as const;

/** Serves where it is not possible, and checks that it is refused in one sentence. Returns that. */
async function refusal(args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runHutch(["serve", ...args]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toMatch(/^Error: [^\n]+\.\n$/);
  return stderr;
}

const anyPort = ["--http", "127.0.0.1:0"] as const;

/** Every file of a folder with its content. */
async function contentOf(dir: string): Promise<Record<string, string>> {
  const names = (await readdir(dir)).toSorted();
  const entries = names.map(async (name) => {
    const hash = Bun.hash(await Bun.file(join(dir, name)).bytes());
    return [name, hash.toString(16)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

describe("a start", () => {
  test("prints the addresses, and how to make a superuser while there is none", async () => {
    await using folder = await temporaryFolder();
    const dir = join(folder.path, "pb_data");
    const first = await startHutch(dir);
    const { stdout } = await first.stop();
    expect(stdout).toContain(`${first.url}/api/\n`);
    expect(stdout).toContain("superuser upsert EMAIL PASSWORD");
    expect(stdout).toContain(dir);

    await runHutch(["superuser", "create", ...account, "--dir", dir]);
    const second = await startHutch(dir);
    expect((await second.stop()).stdout).not.toContain("superuser");
  });

  test("serves the public folder", async () => {
    await using folder = await temporaryFolder();
    const publicDir = join(folder.path, "public");
    await Bun.write(join(publicDir, "index.html"), "<h1>Hello</h1>");
    const server = await startHutch(join(folder.path, "pb_data"), [
      "--publicDir",
      publicDir,
    ]);
    const answer = await fetch(`${server.url}/`);
    expect(await answer.text()).toBe("<h1>Hello</h1>");
    await server.stop();
  });

  test("allows the origins that it is told", async () => {
    await using folder = await temporaryFolder();
    const server = await startHutch(join(folder.path, "pb_data"), [
      "--origins",
      "https://one.example, https://two.example",
    ]);
    const allowed = async (origin: string) => {
      const answer = await fetch(`${server.url}/api/health`, {
        headers: { origin },
      });
      return answer.headers.get("access-control-allow-origin");
    };
    expect(await allowed("https://two.example")).toBe("https://two.example");
    expect(await allowed("https://three.example")).toBeNull();
    await server.stop();
  });
});

describe("a start is refused, and nothing is touched,", () => {
  test("when the port is taken", async () => {
    await using folder = await temporaryFolder();
    const dir = join(folder.path, "pb_data");
    const other = Bun.listen({
      hostname: "127.0.0.1",
      port: 0,
      socket: { data() {} },
    });
    const sentence = await refusal([
      "--http",
      `127.0.0.1:${other.port}`,
      "--dir",
      dir,
    ]);
    expect(sentence).toContain(String(other.port));
    expect(await readdir(folder.path)).toEqual([]);
    other.stop();
  });

  test("when the address is not this machine's", async () => {
    await using folder = await temporaryFolder();
    await refusal(["--http", "192.0.2.1:80", "--dir", join(folder.path, "x")]);
    expect(await readdir(folder.path)).toEqual([]);
  });

  test("when the data folder cannot be made", async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, "file");
    await Bun.write(file, "not a folder");
    await refusal([...anyPort, "--dir", join(file, "pb_data")]);
    await refusal([...anyPort, "--dir", file]);
    expect(await Bun.file(file).text()).toBe("not a folder");
  });

  test("when another server has the folder", async () => {
    await using folder = await temporaryFolder();
    const dir = join(folder.path, "pb_data");
    const server = await startHutch(dir);
    expect(await refusal([...anyPort, "--dir", dir])).toContain(dir);
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
    await server.stop();

    const next = await startHutch(dir);
    expect((await next.stop()).exitCode).toBe(0);
  });

  test.each([
    ["no database", (file: string) => Bun.write(file, "hello ".repeat(999))],
    ["cut off", (file: string) => Bun.write(file, "SQLite format 3\0oops")],
    [
      "another program's",
      (file: string) => {
        using database = new Database(file);
        database.run("create table songs (title text)");
      },
    ],
    [
      "from before version 0.23",
      (file: string) => {
        using database = new Database(file);
        database.run("create table _admins (id text primary key)");
        database.run("create table _collections (id text primary key)");
      },
    ],
  ])("when the folder's database is %s", async (_, make) => {
    await using folder = await temporaryFolder();
    const dir = join(folder.path, "pb_data");
    await mkdir(dir);
    await make(join(dir, "data.db"));
    const before = await contentOf(dir);
    await refusal([...anyPort, "--dir", dir]);
    expect(await contentOf(dir)).toEqual(before);
  });
});

describe("a stop", () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "by %s ends with everything in its place",
    async (signal) => {
      await using folder = await temporaryFolder();
      const dir = join(folder.path, "pb_data");
      await runHutch(["superuser", "create", ...account, "--dir", dir]);
      const server = await startHutch(dir);
      await new PocketBase(server.url)
        .collection("_superusers")
        .authWithPassword(...account);
      expect(await server.stop(signal)).toMatchObject({
        exitCode: 0,
        stderr: "",
      });
      const wal = await stat(join(dir, "data.db-wal")).catch(() => undefined);
      expect(wal?.size ?? 0).toBe(0);
    },
  );

  test("lets a request that runs finish, and accepts no new one", async () => {
    await using serving = await serveNewFolder();
    const { superuser, server } = serving;
    await superuser.collections.create({
      name: "notes",
      type: "base",
      createRule: "",
      fields: [{ name: "text", type: "text" }],
    });

    // A body of which the second half comes only after the server was told to stop.
    const body = JSON.stringify({ text: "in time" });
    const port = Number(new URL(server.url).port);
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    let answer = "";
    const answered = new Promise<void>((resolve) => {
      socket.on("data", (data) => (answer += data.toString()));
      socket.on("close", () => resolve());
    });
    socket.write(
      "POST /api/collections/notes/records HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 9)}`,
    );
    // The server takes connections in order, so it has this one once one that came later is answered.
    await fetch(`${server.url}/api/health`, { keepalive: false });

    const ended = server.stop();
    await refusesConnections(port);
    socket.write(body.slice(9));
    await answered;
    expect(answer).toStartWith("HTTP/1.1 200");
    expect(answer).toContain('"text":"in time"');
    expect((await ended).exitCode).toBe(0);
  });
});

/** Resolves once nobody listens there any more. */
async function refusesConnections(port: number): Promise<void> {
  const isRefused = () =>
    new Promise<boolean>((resolve) => {
      const attempt = connect(port, "127.0.0.1");
      attempt.on("error", () => resolve(true));
      attempt.on("connect", () => {
        attempt.destroy();
        resolve(false);
      });
    });
  while (!(await isRefused()));
}

describe("while the server runs", () => {
  test("a superuser that a command makes can log in, and one that it changes must log in again", async () => {
    await using serving = await serveNewFolder();
    const { dir, guest } = serving;
    const client = guest();
    const superusers = client.collection("_superusers");
    const command = (...args: string[]) =>
      runHutch(["superuser", ...args, "--dir", dir]);

    await command("create", ...account);
    await superusers.authWithPassword(...account);
    expect((await client.collections.getFullList()).length).toBeGreaterThan(0);

    await command("update", account[0], "87654321");
    // Noticed within moments, not at once.
    while (await worksFor(client));
    expect(
      (await refusalOf(superusers.authWithPassword(...account))).status,
    ).toBe(400);
    await superusers.authWithPassword(account[0], "87654321");

    await command("delete", account[0]);
    while (await worksFor(client));
    expect((await refusalOf(superusers.authRefresh())).status).toBe(401);
  });
});

/** Whether what the client is logged in as may still do what superusers may. */
function worksFor(client: PocketBase): Promise<boolean> {
  return client.collections.getList(1, 1).then(
    () => true,
    () => false,
  );
}
