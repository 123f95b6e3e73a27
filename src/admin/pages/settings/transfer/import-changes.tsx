import { Badge } from "../../../components/badge.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { fill } from "../../../text/index.ts";
import { transferText } from "../../../text/transfer.ts";
import { Card } from "../form/settings-page.tsx";
import styles from "./import-changes.module.css";
import {
  type ImportPlan,
  isEmptyPlan,
  type PlannedChange,
} from "./plan-import.ts";

const texts = transferText.import;

/** Which collections an import makes, changes and deletes. */
export function ImportChanges({ plan }: { readonly plan: ImportPlan }) {
  if (isEmptyPlan(plan)) return <Notice kind="good">{texts.same}</Notice>;
  const { added, changed, removed } = plan;
  return (
    <Card title={texts.changes}>
      <ul className={styles["list"]} aria-label={texts.changes}>
        {removed.map(({ id, name }) => (
          <li key={id} className={styles["entry"]}>
            <Badge kind="bad">{texts.removed}</Badge>
            <span>{name}</span>
          </li>
        ))}
        {changed.map((change) => (
          <li key={change.id} className={styles["entry"]}>
            <Badge kind="warn">{texts.changed}</Badge>
            <span>{describeChange(change)}</span>
          </li>
        ))}
        {added.map(({ name }) => (
          <li key={name} className={styles["entry"]}>
            <Badge kind="good">{texts.added}</Badge>
            <span>{name}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function describeChange({
  name,
  renamedFrom,
  removedFields,
}: PlannedChange): string {
  const what =
    renamedFrom === undefined
      ? name
      : fill(texts.renamed, { from: renamedFrom, to: name });
  return removedFields.length === 0
    ? what
    : `${what}. ${fill(texts.fieldsRemoved, { names: removedFields.join(", ") })}`;
}
