import {
  readerArgument,
  scriptArgument,
} from "./engines/database/sqlite/child-arguments.ts";

if (process.argv[2] === readerArgument) {
  await import("./engines/database/sqlite/reader-child.ts");
} else if (process.argv[2] === scriptArgument) {
  await import("./engines/database/sqlite/script-child.ts");
} else {
  const { runCommand } = await import("./cli/run-command.ts");
  await runCommand(process.argv.slice(2));
}
