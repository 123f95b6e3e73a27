import { Command, CommanderError } from "commander";
import { version } from "../../package.json";
import { DomainError } from "../core/errors.ts";
import { DiskFailed } from "../engines/database/database.ts";
import { addBackupCommand } from "./backup.ts";
import { addDoctorCommand } from "./doctor.ts";
import { addFilesCommand } from "./files.ts";
import { addGlobalOptions } from "./global-options.ts";
import { describeError } from "./describe-error.ts";
import { addHealthCommand } from "./health.ts";
import { addLibredmsCommand } from "./libredms.ts";
import { addServeCommand } from "./serve.ts";
import { addSuperuserCommand } from "./superuser.ts";

/**
 * Does what a command line asks for. `process.exitCode` is then 0, or 1 after a sentence on stderr that says why it
 * could not be done.
 *
 * @param args without the executable's own name
 */
export async function runCommand(args: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) {
      // The parser has written what there is to say; asking for help or the version comes this way too.
      process.exitCode = error.exitCode;
    } else if (error instanceof DomainError) {
      process.stderr.write(`Error: ${describeError(error)}\n`);
      process.exitCode = 1;
    } else if (error instanceof DiskFailed) {
      process.stderr.write(`Error: ${error.message}\n`);
      process.exitCode = 1;
    } else {
      throw error;
    }
  }
}

/** The commands and what each takes. */
export function createProgram(): Command {
  const program = new Command("hutch")
    .description(
      "A backend in one executable: a database, logins, files, realtime and a REST API with rules.",
    )
    .version(version, "-v, --version", "print the version and exit")
    .helpOption("-h, --help", "print what there is and exit")
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError("Add --help to see what there is.")
    .exitOverride();
  addGlobalOptions(program);
  addServeCommand(program);
  addSuperuserCommand(program);
  addFilesCommand(program);
  addBackupCommand(program);
  addDoctorCommand(program);
  addHealthCommand(program);
  addLibredmsCommand(program);
  return program;
}
