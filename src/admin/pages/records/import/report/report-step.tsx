import type { CollectionModel } from "pocketbase";
import { Heading } from "../../../../components/layout/heading.tsx";
import { Notice } from "../../../../components/layout/notice.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { SwitchField } from "../../../../components/fields/switch-field.tsx";
import {
  type ImportReport,
  mostAtomicRows,
} from "../../../../server/records-import.ts";
import { importText } from "../../../../text/import.ts";
import { fill } from "../../../../text/index.ts";
import type { ImportPlan } from "../use-import.ts";
import { canBeWhole, goodRows } from "./good-rows.ts";
import { ReportCounts } from "./report-counts.tsx";
import { RowErrors } from "./row-errors.tsx";

const texts = importText.report;

/** What an import would do, or has done, and which rows are wrong. */
export function ReportStep({
  collection,
  plan,
  report,
  onChange,
}: {
  readonly collection: CollectionModel;
  readonly plan: ImportPlan;
  readonly report: ImportReport;
  readonly onChange: (change: Partial<ImportPlan>) => void;
}) {
  const { dryRun, failed } = report;
  const good = goodRows(report);
  const isWhole = canBeWhole(report);
  return (
    <Stack gap="large">
      <Heading level={2} takesFocus>
        {dryRun ? titleOfCheck(report) : titleOfImport(report)}
      </Heading>
      <ReportCounts report={report} mode={plan.mode} />
      {dryRun && failed > 0 && good > 0 && (
        <Notice kind="warn">{texts.mend}</Notice>
      )}
      {dryRun && failed === 0 && good > 0 && (
        <SwitchField
          label={texts.atomic}
          hint={
            isWhole
              ? texts.atomicHint
              : fill(texts.tooMany, {
                  most: mostAtomicRows.toLocaleString("en"),
                })
          }
          checked={isWhole && plan.isAtomic}
          disabled={!isWhole}
          onChange={(isAtomic) => onChange({ isAtomic })}
        />
      )}
      {failed > 0 && (
        <RowErrors collection={collection} plan={plan} report={report} />
      )}
    </Stack>
  );
}

function titleOfCheck(report: ImportReport): string {
  const good = goodRows(report);
  if (report.failed === 0) {
    return good === 0 ? texts.nothingToDo : texts.checkedGood;
  }
  return good === 0 && report.skipped === 0
    ? texts.checkedAllBad
    : texts.checkedBad;
}

function titleOfImport(report: ImportReport): string {
  const good = goodRows(report);
  if (good === 0) return texts.doneNone;
  const count = good.toLocaleString("en");
  if (report.failed > 0) {
    const total = report.total.toLocaleString("en");
    return fill(texts.doneSome, { count, total });
  }
  return good === 1 ? texts.doneOne : fill(texts.done, { count });
}
