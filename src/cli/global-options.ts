import { InvalidArgumentError } from "commander";
import type { Command } from "commander";
import type { AppOptions } from "../core/app.ts";
import { besideExecutable } from "./beside-executable.ts";

/** Adds the options that every command takes, before its name or after it. */
export function addGlobalOptions(program: Command): void {
  program
    .option("--dir <folder>", "the data folder", besideExecutable("pb_data"))
    .option(
      "--dev",
      "print every SQL statement, how long it took, and every mail",
    )
    .option(
      "--queryTimeout <seconds>",
      "how long one query may take",
      parseSeconds,
      30,
    )
    .option(
      "--encryptionEnv <name>",
      "the environment variable whose 32 characters encrypt the stored settings",
    );
}

/** What the options say of the app to open. */
export function appOptions(command: Command): AppOptions {
  const { dir, dev, queryTimeout, encryptionEnv } =
    command.optsWithGlobals<AppOptions>();
  return { dir, dev: dev === true, queryTimeout, encryptionEnv };
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!/^\d+$/.test(text) || seconds === 0 || seconds > 86_400) {
    throw new InvalidArgumentError("It is a number of seconds, from 1.");
  }
  return seconds;
}
