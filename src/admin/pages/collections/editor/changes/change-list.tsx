import { Code } from "../../../../components/texts/code.tsx";
import type { CollectionPreview } from "../../../../server/collection-dry-run.ts";
import { collectionsText } from "../../../../text/collections.ts";
import { fill } from "../../../../text/index.ts";
import { readIndex } from "../indexes/index-statement.ts";
import { Becomes } from "./becomes.tsx";
import styles from "./change-group.module.css";
import { Group } from "./change-group.tsx";
import type { CollectionChanges } from "./collection-changes.ts";
import { MovedProviders } from "./moved-providers.tsx";
import { RuleChange } from "./rule-change.tsx";

const texts = collectionsText.changes;

/** The changes one by one, with what the server has counted so far. */
export function ChangeList({
  collectionId,
  changes,
  preview,
}: {
  readonly collectionId: string;
  readonly changes: CollectionChanges;
  readonly preview: CollectionPreview | undefined;
}) {
  const rowsOf = (id: string): number | null | undefined =>
    preview?.fields.find((field) => field.id === id)?.rows;
  const unfit = preview?.fields.filter((field) => (field.unfit ?? 0) > 0) ?? [];
  return (
    <>
      {changes.renamed !== undefined && (
        <Group title={texts.renamed} hint={texts.renamedHint}>
          <li>
            <Renamed {...changes.renamed} />
          </li>
        </Group>
      )}
      <Group title={texts.removedFields} hint={texts.removedHint} isLoss>
        {changes.removedFields.map(({ id, name }) => (
          <li key={id}>
            <Code inline>{name}</Code>{" "}
            <span className={styles["quiet"]}>
              {counted(rowsOf(id), {
                none: texts.noValues,
                one: texts.oneValue,
                many: texts.values,
              })}
            </span>
          </li>
        ))}
      </Group>
      <Group title={texts.singleFields} hint={texts.singleHint} isLoss>
        {changes.singleFields.map(({ id, name }) => (
          <li key={id}>
            <Code inline>{name}</Code>{" "}
            <span className={styles["quiet"]}>
              {counted(rowsOf(id), {
                none: texts.noRows,
                one: texts.oneRow,
                many: texts.rows,
              })}
            </span>
          </li>
        ))}
      </Group>
      <Group title={texts.renamedFields}>
        {changes.renamedFields.map(({ id, from, to }) => (
          <li key={id}>
            <Renamed from={from} to={to} />
          </li>
        ))}
      </Group>
      <Group title={texts.rules}>
        {changes.rules.map((change) => (
          <li key={change.rule}>
            <RuleChange change={change} />
          </li>
        ))}
      </Group>
      {changes.query !== undefined && (
        <Group title={texts.query}>
          <li>
            <Code>{changes.query.to}</Code>
          </li>
        </Group>
      )}
      <Group title={texts.removedIndexes}>
        {changes.removedIndexes.map((statement) => (
          <li key={statement}>
            <Code inline>{statement}</Code>
          </li>
        ))}
      </Group>
      <Group title={texts.addedUniqueIndexes} hint={texts.uniqueHint}>
        {changes.addedUniqueIndexes.map((statement) => (
          <li key={statement}>
            <Code inline>{statement}</Code>{" "}
            <span className={styles["quiet"]}>
              {counted(duplicatesOf(preview, statement), {
                none: texts.noDuplicates,
                one: texts.duplicates,
                many: texts.duplicates,
              })}
            </span>
          </li>
        ))}
      </Group>
      <Group title={texts.unfit} hint={texts.unfitHint}>
        {unfit.map((field) => (
          <li key={field.id}>
            <Code inline>{field.name}</Code>{" "}
            <span className={styles["quiet"]}>
              {counted(field.unfit, {
                none: "",
                one: texts.oneUnfit,
                many: texts.manyUnfit,
              })}
            </span>
          </li>
        ))}
      </Group>
      {changes.movedProviders.length > 0 && (
        <MovedProviders
          collectionId={collectionId}
          moved={changes.movedProviders}
        />
      )}
    </>
  );
}

function Renamed({ from, to }: { readonly from: string; readonly to: string }) {
  return (
    <>
      <Code inline>{from}</Code> <Becomes /> <Code inline>{to}</Code>
    </>
  );
}

/** Nothing while it is not counted. */
function counted(
  count: number | null | undefined,
  words: { readonly none: string; readonly one: string; readonly many: string },
): string {
  if (count === null || count === undefined) return "";
  if (count === 0) return words.none;
  return fill(count === 1 ? words.one : words.many, {
    count: count.toLocaleString("en"),
  });
}

function duplicatesOf(
  preview: CollectionPreview | undefined,
  statement: string,
): number | null | undefined {
  const name = readIndex(statement)?.name;
  return preview?.indexes.find(
    (index) => index.action === "create" && index.name === name,
  )?.duplicates;
}
