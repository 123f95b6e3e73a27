import type { RecordModel } from "pocketbase";
import { use } from "react";
import { fill } from "../../../../text/index.ts";
import { recordsText } from "../../../../text/records.ts";
import { RecordLabel } from "../../present/record-label.tsx";
import { CollectionsContext } from "../collections-context.ts";
import { RecordLink } from "../../present/record-link.tsx";
import type { CellProps } from "../row-actions.ts";
import { textsOf } from "../../plain-values.ts";
import { More, shownAtMost } from "./more.tsx";
import styles from "./cell.module.css";

const { cell: text } = recordsText;

/** The records that a relation names, by what they are called; each opens. */
export function RelationCell({ record, field, actions }: CellProps) {
  const collections = use(CollectionsContext);
  const target = collections.find(({ id }) => id === field["collectionId"]);
  const ids = textsOf(record[field.name]);
  const related = relatedOf(record.expand?.[field.name]);
  return (
    <>
      {ids.slice(0, shownAtMost).map((id) => {
        const found = related.find((one) => one.id === id);
        if (found === undefined || target === undefined) {
          return (
            <span key={id} className={styles["missing"]} title={text.missing}>
              {id}
            </span>
          );
        }
        return (
          <RecordLink
            key={id}
            collection={target}
            id={id}
            tabIndex={-1}
            className={styles["related"]}
            title={fill(text.openRelated, { id })}
            onOpen={() => actions.openRelated(target.id, id)}
          >
            <RecordLabel record={found} collection={target} size="small" />
          </RecordLink>
        );
      })}
      <More count={ids.length - shownAtMost} />
    </>
  );
}

/** What was expanded, for one or many. */
function relatedOf(expanded: unknown): readonly RecordModel[] {
  if (expanded === undefined) return [];
  return [expanded].flat() as RecordModel[];
}
