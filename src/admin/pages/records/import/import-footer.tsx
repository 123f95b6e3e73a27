import { Button } from "../../../components/button.tsx";
import type { ImportReport } from "../../../server/records-import.ts";
import { importText as texts } from "../../../text/import.ts";
import { fill } from "../../../text/index.ts";
import { canBeWhole, goodRows } from "./report/good-rows.ts";
import type { CurrentImport, ImportPlan } from "./use-import.ts";

/** The buttons that lead from one step of an import to the next. */
export function ImportFooter({
  current,
  onClose,
}: {
  readonly current: CurrentImport;
  readonly onClose: () => void;
}) {
  const { step, plan, back, check, write, restart, stop } = current;
  switch (step.kind) {
    case "source":
      return (
        <Button kind="secondary" onClick={onClose}>
          {texts.cancel}
        </Button>
      );
    case "plan":
      return (
        <>
          <Button kind="secondary" onClick={restart}>
            {texts.back}
          </Button>
          <Button
            disabled={plan === undefined || !hasField(plan)}
            onClick={() => void check()}
          >
            {texts.check}
          </Button>
        </>
      );
    case "running":
      return (
        <Button kind="secondary" onClick={stop}>
          {texts.stop}
        </Button>
      );
    case "checked": {
      const { report } = step;
      const isWhole = plan?.isAtomic === true && canBeWhole(report);
      return (
        <>
          <Button kind="secondary" onClick={back}>
            {texts.back}
          </Button>
          <Button
            disabled={goodRows(report) === 0}
            onClick={() => void write(isWhole)}
          >
            {labelOf(report)}
          </Button>
        </>
      );
    }
    case "done":
      break;
  }
  return (
    <>
      <Button kind="secondary" onClick={restart}>
        {texts.another}
      </Button>
      <Button onClick={onClose}>{texts.finish}</Button>
    </>
  );
}

function hasField({ mapping }: ImportPlan): boolean {
  return Object.values(mapping).some((field) => field !== null);
}

function labelOf(report: ImportReport): string {
  const { import: all, importOne, importGood, importGoodOne } = texts.report;
  const good = goodRows(report);
  const [one, several] =
    report.failed === 0 ? [importOne, all] : [importGoodOne, importGood];
  return good === 1 ? one : fill(several, { count: good.toLocaleString("en") });
}
