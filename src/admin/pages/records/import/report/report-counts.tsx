import { classes } from "../../../../components/classes.ts";
import type {
  ImportMode,
  ImportReport,
} from "../../../../server/records-import.ts";
import { importText } from "../../../../text/import.ts";
import styles from "./report-counts.module.css";

type Count = "total" | "created" | "updated" | "skipped" | "failed";

/** What can become of rows. */
const counts: Readonly<Record<ImportMode, readonly Count[]>> = {
  create: ["total", "created", "failed"],
  upsert: ["total", "created", "updated", "failed"],
  skip: ["total", "created", "skipped", "failed"],
};

/** How many rows there are, and what becomes of them. */
export function ReportCounts({
  report,
  mode,
}: {
  readonly report: ImportReport;
  readonly mode: ImportMode;
}) {
  return (
    <dl className={styles["counts"]}>
      {counts[mode].map((kind) => (
        <div
          key={kind}
          className={classes(styles["count"], report[kind] > 0 && styles[kind])}
        >
          <dt className={styles["label"]}>{importText.report[kind]}</dt>
          <dd className={styles["number"]}>
            {report[kind].toLocaleString("en")}
          </dd>
        </div>
      ))}
    </dl>
  );
}
