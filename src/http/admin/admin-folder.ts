import { join } from "node:path";

/**
 * The folder that the built admin lies in: within the executable. In development it is built first if its source has
 * changed, by a process of its own, so that the server has nothing to do with building.
 *
 * @throws {Error} it cannot be built; says why
 */
export async function adminFolder(): Promise<string> {
  if (Bun.isStandaloneExecutable) return join(import.meta.dir, "admin");
  const script = join(import.meta.dir, "../../packaging/admin.ts");
  const child = Bun.spawn([process.execPath, script], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr, exitCode] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  if (exitCode !== 0) throw new Error(`the admin cannot be built:\n${stderr}`);
  return stdout.trim();
}
