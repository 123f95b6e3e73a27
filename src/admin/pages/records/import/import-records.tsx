import type { CollectionModel } from "pocketbase";
import { FieldProblems } from "../../../components/fields/field-problems.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { Panel } from "../../../components/overlays/panel.tsx";
import { useCollections } from "../../../server/collections.ts";
import { importText as texts } from "../../../text/import.ts";
import { fill } from "../../../text/index.ts";
import { ImportFooter } from "./import-footer.tsx";
import styles from "./import-records.module.css";
import { PlanStep } from "./plan/plan-step.tsx";
import { ReportStep } from "./report/report-step.tsx";
import { RunningStep } from "./running-step.tsx";
import { SourceStep } from "./source-step.tsx";
import { useImport } from "./use-import.ts";

/** Brings records from a CSV or JSON file into a collection: which column is for which field, a check, and then the import. */
export function ImportRecords({
  collection,
  onClose,
  onImported,
}: {
  readonly collection: CollectionModel;
  readonly onClose: () => void;
  /** Told when records have come in, also if the import was stopped then. */
  readonly onImported: () => void;
}) {
  const current = useImport(collection, onImported);
  const { data: collections = [] } = useCollections();
  const { step, plan, problem } = current;
  return (
    <Panel
      open
      size="wide"
      title={texts.title}
      subtitle={fill(texts.into, { collection: collection.name })}
      guard={current.guard}
      onClose={onClose}
      footer={<ImportFooter current={current} onClose={onClose} />}
    >
      <div role="alert" className={styles["problem"]}>
        {problem !== undefined && <Notice kind="bad">{problem.message}</Notice>}
      </div>
      {step.kind === "source" && (
        <SourceStep
          isReading={step.isReading}
          onFile={(file) => void current.open(file)}
        />
      )}
      {step.kind === "plan" && plan !== undefined && (
        <FieldProblems value={problem?.fields}>
          <PlanStep
            collection={collection}
            collections={collections}
            plan={plan}
            onChange={current.change}
            onDelimiter={(delimiter) => void current.open(plan.file, delimiter)}
          />
        </FieldProblems>
      )}
      {step.kind === "running" && <RunningStep {...step} />}
      {(step.kind === "checked" || step.kind === "done") &&
        plan !== undefined && (
          <ReportStep
            key={step.kind}
            collection={collection}
            plan={plan}
            report={step.report}
            onChange={current.change}
          />
        )}
    </Panel>
  );
}
