import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { Database } from "bun:sqlite";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runHutch, startHutch } from "../running-server.ts";
import { makeSound, type Patient, type Sound } from "../core/doctor/patient.ts";

let sound: Sound;
beforeAll(async () => {
  sound = await makeSound();
});
afterAll(() => sound.remove());

/** As a person does who looks after a server. */
const doctor = (dir: string, ...args: string[]) =>
  runHutch(["doctor", "--dir", dir, ...args]);

async function withOrphans(patient: Patient, count: number): Promise<void> {
  const folder = join(patient.dir, "storage", "gone", "gone");
  await mkdir(folder, { recursive: true });
  for (let at = 0; at < count; at++) {
    await writeFile(join(folder, `${at}.txt`), "x");
  }
}

describe("hutch doctor", () => {
  test("is content with warnings, and says what to do", async () => {
    await using patient = await sound.copy();
    await chmod(patient.dir, 0o755);
    await withOrphans(patient, 12);
    const { exitCode, stdout, stderr } = await doctor(patient.dir);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain(
      `mode 0755), which holds password hashes and secrets.\n  chmod 700 ${patient.dir}\n`,
    );
    expect(stdout).toMatch(/Warning: 12 files .*\n( {4}gone\/gone\/.*\n){10}/);
    expect(stdout).toContain("    and 2 more\n");
    expect(stdout).toEndWith(`${patient.dir}: 3 warnings.\n`);
    expect(stdout).not.toContain("\u001b");
  }, 60_000);

  test("fails for problems, the worst first", async () => {
    await using patient = await sound.copy();
    patient.run("drop index idx_title");
    const { exitCode, stdout } = await doctor(patient.dir);
    expect(exitCode).toBe(1);
    expect(stdout).toStartWith("Problem: An index that a collection declares");
    expect(stdout).toEndWith(": 1 problem, 1 warning.\n");
  });

  test("tells programs the same as JSON", async () => {
    await using patient = await sound.copy();
    patient.run("drop index idx_title");
    await withOrphans(patient, 12);
    const { exitCode, stdout } = await doctor(patient.dir, "--json");
    expect(exitCode).toBe(1);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ dir: patient.dir, isServed: false });
    expect(report.findings).toMatchObject([
      { severity: "problem", code: "missing-indexes", count: 1 },
      { severity: "warning", code: "orphan-files", count: 12 },
      { severity: "warning", code: "no-backup" },
    ]);
    expect(report.findings[1].items).toHaveLength(12);
  });

  test("refuses a folder that is not there", async () => {
    const { exitCode, stdout, stderr } = await doctor(join(sound.dir, "none"));
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(/^Error: There is no data folder .*\.\n$/);
  });

  test("works beside a server, also while something writes", async () => {
    await using patient = await sound.copy();
    const server = await startHutch(patient.dir);
    const writer = new Database(join(patient.dir, "data.db"));
    writer.run("begin immediate");
    writer.run("update posts set title = 'Now' where title = 'Post 1'");
    const { exitCode, stdout } = await doctor(patient.dir, "--json");
    writer.run("rollback");
    writer.close();
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      isServed: true,
      findings: [{ code: "no-backup" }],
    });
    await server.stop();
  });
});

describe("hutch health", () => {
  test("tells that a server is well", async () => {
    await using patient = await sound.copy();
    const server = await startHutch(patient.dir);
    const outcome = await runHutch(["health", server.url]);
    expect(outcome).toEqual({
      exitCode: 0,
      stdout: `The server at ${server.url} is well.\n`,
      stderr: "",
    });
    await server.stop();
    expect(await runHutch(["health", server.url])).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: `Error: The server at ${server.url} does not answer.\n`,
    });
  });

  test("tells that something else answers", async () => {
    const other = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      fetch: () => Response.redirect("https://example.com/api/health", 302),
    });
    const url = other.url.origin;
    expect(await runHutch(["health", url])).toMatchObject({
      exitCode: 1,
      stderr: `Error: The server at ${url} answered with status 302.\n`,
    });
    await other.stop(true);
  });

  test.each(["ftp://localhost", "localhost:8090", "nonsense"])(
    "refuses %s",
    async (address) => {
      const { exitCode, stderr } = await runHutch(["health", address]);
      expect(exitCode).toBe(1);
      expect(stderr).toStartWith(`Error: ${address} is no address`);
    },
  );
});
