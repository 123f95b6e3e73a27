import { useState } from "react";
import { DateText } from "../../../components/texts/date-text.tsx";
import { NumberField } from "../../../components/fields/number-field.tsx";
import { SelectField } from "../../../components/fields/select-field.tsx";
import { Soft } from "../../../components/layout/soft.tsx";
import { TextField } from "../../../components/fields/text-field.tsx";
import { backupsText } from "../../../text/backups.ts";
import { nextRuns } from "../crons/next-runs.ts";
import { FieldGrid } from "../form/settings-page.tsx";
import type { BackupsDraft } from "./backups-draft.ts";
import styles from "./schedule-fields.module.css";

const texts = backupsText.schedule;

const schedules = {
  off: "",
  daily: "0 0 * * *",
  weekly: "0 0 * * 0",
  twice: "0 0 * * 1,4",
  monthly: "0 0 1 * *",
} as const;

/** How many are kept unless told. */
const usualKeep = 3;

type Preset = keyof typeof texts.presets;
const presets = Object.keys(texts.presets) as Preset[];

/** When the server makes backups by itself, and how many of these it keeps. */
export function ScheduleFields({
  backups: { cron, cronMaxKeep },
  onChange,
}: {
  readonly backups: BackupsDraft;
  readonly onChange: (change: Partial<BackupsDraft>) => void;
}) {
  const [isCustom, setCustom] = useState(false);
  const known = presets.find(
    (preset) => preset !== "custom" && schedules[preset] === cron,
  );
  const preset = isCustom ? "custom" : (known ?? "custom");

  function choose(chosen: Preset): void {
    setCustom(chosen === "custom");
    const custom = cron === "" ? schedules.daily : cron;
    onChange({
      cron: chosen === "custom" ? custom : schedules[chosen],
      // While none are made, none is a number to keep.
      cronMaxKeep: (cronMaxKeep ?? 0) < 1 ? usualKeep : cronMaxKeep,
    });
  }

  return (
    <>
      <FieldGrid>
        <SelectField
          label={texts.preset}
          value={preset}
          options={presets.map((value) => ({
            value,
            label: texts.presets[value],
          }))}
          onChange={choose}
        />
        {preset !== "off" && (
          <NumberField
            name="backups.cronMaxKeep"
            label={texts.maxKeep}
            hint={texts.maxKeepHint}
            min={1}
            value={cronMaxKeep}
            onChange={(count) => onChange({ cronMaxKeep: count })}
          />
        )}
      </FieldGrid>
      {preset === "custom" && (
        <TextField
          name="backups.cron"
          label={texts.cron}
          hint={texts.cronHint}
          monospaced
          value={cron}
          onChange={(expression) => onChange({ cron: expression })}
        />
      )}
      {cron !== "" && <NextRuns expression={cron} />}
    </>
  );
}

function NextRuns({ expression }: { readonly expression: string }) {
  const runs = nextRuns(expression, 3) ?? [];
  if (runs.length === 0) return <Soft>{texts.never}</Soft>;
  return (
    <div>
      <h3 className={styles["title"]}>{texts.next}</h3>
      <ul className={styles["runs"]}>
        {runs.map((run) => {
          const value = run.toISOString();
          return (
            <li key={value}>
              <DateText value={value} />{" "}
              <span className={styles["distance"]}>
                <DateText value={value} relative />
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
