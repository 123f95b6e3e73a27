import { Option } from "commander";
import type { Command } from "commander";
import type { AppOptions } from "../core/app.ts";
import { Refused } from "../core/errors.ts";
import type {
  MoveOutcome,
  MoveProgress,
} from "../core/files/moving/move-files.ts";
import { demandDataFolder } from "./demand-data-folder.ts";
import { appOptions } from "./global-options.ts";

interface MoveCommandOptions {
  readonly to: "local" | "s3";
  readonly switch?: boolean;
}

/** Milliseconds. A server looks for new settings five times a second. */
const settlingTime = 2_000;

const places = {
  local: "the data folder",
  s3: "the S3 bucket",
} as const;

export function addFilesCommand(program: Command): void {
  const files = program
    .command("files")
    .summary("move the files of records")
    .description("Moves the files of records between the data folder and S3.")
    .helpCommand(false);

  files
    .command("move")
    .summary("move the files of records to S3, or back")
    .description(
      "Moves the files of records to the S3 bucket of the settings, or from there to the data folder. A server may run meanwhile: " +
        "files are copied first, and leave their old place only when the settings say the new one and their copies were compared. " +
        "After a stop or a fault, run it again: it goes on where it was.",
    )
    .addOption(
      new Option("--to <place>", "where the files go")
        .choices(Object.keys(places))
        .makeOptionMandatory(),
    )
    .option(
      "--switch",
      "change the settings once all files are copied, and clear the old place",
    )
    .action((options: MoveCommandOptions, command: Command) =>
      move(appOptions(command), options),
    );
}

/** @throws {Refused} with what went wrong; nothing is lost */
async function move(
  options: AppOptions,
  { to, switch: switchOver = false }: MoveCommandOptions,
): Promise<void> {
  await demandDataFolder(options.dir);
  // Loaded only now, so that help and version need not wait for it.
  const { openApp } = await import("../core/open-app.ts");
  const { moveFiles } = await import("../core/files/moving/move-files.ts");
  const { isServed } = await import("../core/data-folder/serving-lock.ts");
  const { StorageFailed } = await import("../engines/storage/storage.ts");
  const { createProgress } = await import("./progress.ts");

  const app = await openApp({ ...options, serve: false });
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    const outcome = await moveFiles(
      { ...app, dir: options.dir },
      {
        to,
        switchOver,
        settlingTime: isServed(options.dir) ? settlingTime : 0,
        signal: stopping.signal,
        progress: announceSteps(to, createProgress()),
      },
    );
    process.stdout.write(`${describe(to, outcome).join("\n")}\n`);
  } catch (cause) {
    if (!(cause instanceof StorageFailed)) throw cause;
    throw new Refused(
      `${cause.message} No file is lost. Run the command again to go on.`,
      { cause },
    );
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    await app.close();
  }
}

/** What is shown of a step. */
export interface ProgressDisplay {
  begin(title: string, files: number, bytes: number): void;
  advance(bytes: number): void;
  end(): void;
}

function announceSteps(
  to: MoveCommandOptions["to"],
  display: ProgressDisplay,
): MoveProgress {
  const from = to === "s3" ? "local" : "s3";
  const titles = {
    copy: `Copying to ${places[to]}`,
    clear: `Clearing ${places[from]}`,
  };
  return {
    begin: (step, files, bytes) => display.begin(titles[step], files, bytes),
    advance: (bytes) => display.advance(bytes),
    end: () => display.end(),
  };
}

function describe(
  to: MoveCommandOptions["to"],
  { files, unowned, isCleared, isSwitched }: MoveOutcome,
): string[] {
  const from = to === "s3" ? "local" : "s3";
  const count = files === 1 ? "1 file is" : `${files} files are`;
  const lines = [
    isCleared
      ? `${count} in ${places[to]} now, and no longer in ${places[from]}.`
      : `${count} in ${places[to]} now, and still in ${places[from]}, which the settings say.`,
  ];
  if (isSwitched) {
    lines.push(`The settings say ${places[to]} now (s3.enabled).`);
  }
  if (!isCleared) {
    lines.push(
      "Run the command with --switch to change the settings and finish the move.",
      `Or ${to === "s3" ? "switch S3 on" : "switch S3 off"} in the settings yourself, and then run the command again at once.`,
    );
  }
  if (unowned > 0) {
    lines.push(
      `${unowned} in ${places[from]} stay there: no record names them.`,
    );
  }
  return lines;
}
