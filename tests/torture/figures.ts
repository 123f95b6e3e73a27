/** What was counted. */
export class Figures {
  rounds = 0;
  killsAtStart = 0;
  writes = 0;
  batches = 0;
  files = 0;
  filesChecked = 0;
  backups = 0;
  backupsCutShort = 0;
  restores = 0;
  restoresToOld = 0;
  restoresToNew = 0;
  /** Milliseconds from the start of the process until it serves. */
  worstStart = 0;
}

/** As Markdown, so that it can go into the README as it is. */
export function describeFigures(figures: Figures): string {
  const rows: readonly (readonly [string, string])[] = [
    [
      "SIGKILLs (of them while starting)",
      `${figures.rounds + figures.killsAtStart} (${figures.killsAtStart})`,
    ],
    ["acknowledged writes", format(figures.writes)],
    ["of them batches", format(figures.batches)],
    ["files uploaded", format(figures.files)],
    ["downloads compared", format(figures.filesChecked)],
    [
      "backups made / cut short",
      `${figures.backups} / ${figures.backupsCutShort}`,
    ],
    [
      "restores finished / cut short: old data, backup's data",
      `${figures.restores} / ${figures.restoresToOld}, ${figures.restoresToNew}`,
    ],
    ["acknowledged writes lost", "0"],
    ["orphan files", "0"],
    ["longest start after a kill", `${figures.worstStart.toFixed(0)} ms`],
  ];
  return [
    "| torture | |",
    "| --- | ---: |",
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
  ].join("\n");
}

function format(number: number): string {
  return number.toLocaleString("en");
}
