import {
  readerArgument,
  scriptArgument,
} from "./engines/database/sqlite/workers/child-arguments.ts";

if (process.argv[2] === readerArgument) {
  await import("./engines/database/sqlite/reading/reader-child.ts");
} else if (process.argv[2] === scriptArgument) {
  await import("./engines/database/sqlite/scripts/script-child.ts");
} else {
  const { runCommand } = await import("./cli/run-command.ts");
  await runCommand(process.argv.slice(2));
}
