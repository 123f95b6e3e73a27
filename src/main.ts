import { readerArgument } from "./engines/database/sqlite/reader-process.ts";

if (process.argv[2] === readerArgument) {
  await import("./engines/database/sqlite/reader-child.ts");
} else {
  const { runCommand } = await import("./cli/run-command.ts");
  await runCommand(process.argv.slice(2));
}
