import { expect, test } from "bun:test";
import { tmpdir } from "node:os";
import { demandSpace } from "../../../../src/core/backups/restoring/demand-space.ts";
import { Invalid } from "../../../../src/core/errors.ts";

test("what finds no room is refused with how much is needed, and why", async () => {
  const needed = { files: 3, bytes: 2 ** 52 };
  const demanded = demandSpace(tmpdir(), needed);
  await expect(demanded).rejects.toThrow(Invalid);
  await expect(demandSpace(tmpdir(), needed)).rejects.toThrow(
    /450\d{7} MB are needed, since the present data is kept .* MB are free/,
  );
});

test("what finds room is not", async () => {
  await demandSpace(tmpdir(), { files: 1, bytes: 1 });
});
