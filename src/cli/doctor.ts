import type { Command } from "commander";
import type { AppOptions } from "../core/app.ts";
import type { Examination } from "../core/doctor/examine-folder.ts";
import type { Finding, Severity } from "../core/doctor/findings.ts";
import { appOptions } from "./global-options.ts";

interface DoctorOptions {
  readonly json?: boolean;
}

/** Examples that are printed for people. */
const mostItems = 10;

export function addDoctorCommand(program: Command): void {
  program
    .command("doctor")
    .summary("examine the data folder")
    .description(
      "Examines the data folder and says what to do about what it finds: databases, tables, indexes, files, settings, backups, room on the disk. " +
        "It changes nothing, and a server may run meanwhile. The exit code is 1 if there are problems.",
    )
    .option("--json", "print what was found as JSON")
    .action((options: DoctorOptions, command: Command) =>
      examine(appOptions(command), options.json === true),
    );
}

/** @throws {Refused} there is no such folder */
async function examine(
  { dir, encryptionEnv }: AppOptions,
  isJson: boolean,
): Promise<void> {
  // Loaded only now, so that help and version need not wait for it.
  const { examineFolder } = await import("../core/doctor/examine-folder.ts");
  const { createCountProgress } = await import("./progress.ts");
  const progress = isJson ? silent : createCountProgress();
  const examination = await examineFolder({ dir, encryptionEnv, progress });
  process.stdout.write(
    isJson
      ? `${JSON.stringify({ dir, ...examination }, null, 2)}\n`
      : `${describe(dir, examination).join("\n")}\n`,
  );
  if (countOf(examination, "problem") > 0) process.exitCode = 1;
}

const silent = { begin() {}, advance() {}, end() {} };

function describe(dir: string, examination: Examination): string[] {
  const counts = (["problem", "warning", "note"] as const)
    .map((severity) => ({ severity, count: countOf(examination, severity) }))
    .filter(({ count }) => count > 0)
    .map(
      ({ severity, count }) => `${count} ${severity}${count > 1 ? "s" : ""}`,
    );
  const verdict = counts.length === 0 ? "nothing was found" : counts.join(", ");
  return [
    ...examination.findings.flatMap((finding) => [
      ...describeFinding(finding),
      "",
    ]),
    `${dir}: ${verdict}.`,
  ];
}

function describeFinding(finding: Finding): string[] {
  const { severity, message, advice, items, count } = finding;
  const shown = items.slice(0, mostItems).map((item) => `    ${item}`);
  const rest = count - shown.length;
  return [
    `${titles[severity]}: ${message}`,
    ...shown,
    ...(rest > 0 ? [`    and ${rest} more`] : []),
    `  ${advice}`,
  ];
}

const titles: Readonly<Record<Severity, string>> = {
  problem: "Problem",
  warning: "Warning",
  note: "Note",
};

function countOf({ findings }: Examination, severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}
