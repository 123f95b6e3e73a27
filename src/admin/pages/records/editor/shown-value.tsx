import { Check, X } from "lucide-react";
import type { CollectionField, CollectionModel, RecordModel } from "pocketbase";
import { lazy, type ReactNode, Suspense, use, useState } from "react";
import { CodeBlock } from "../../../code/code-block.tsx";
import { Badge } from "../../../components/badge.tsx";
import { Skeleton } from "../../../components/layout/skeleton.tsx";
import { Soft } from "../../../components/layout/soft.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { DateText } from "../../../components/texts/date-text.tsx";
import { targetOf } from "../../../server/record-labels.ts";
import { recordsText } from "../../../text/records.ts";
import { textOf, textsOf, webAddress } from "../plain-values.ts";
import { FilePreview } from "../present/file-preview.tsx";
import { FileThumb } from "../present/file-thumb.tsx";
import { RecordLabel } from "../present/record-label.tsx";
import { RecordLink } from "../present/record-link.tsx";
import { useRelatedRecords } from "../relations/related-records.ts";
import { cellText, geoText, isNothing } from "../table/cells/cell-text.ts";
import { NestedEditor } from "./record-editor-props.ts";
import styles from "./shown-value.module.css";

const { cell: texts } = recordsText;

const FormattedText = lazy(async () => ({
  default: (await import("../inputs/rich-text/formatted-text.tsx"))
    .FormattedText,
}));

/** All of a record's value, only to be read, by the type of its field. */
export function ShownValue({
  field,
  record,
  collections,
}: {
  readonly field: CollectionField;
  readonly record: RecordModel;
  readonly collections: readonly CollectionModel[];
}): ReactNode {
  const { name, type } = field;
  const value: unknown = record[name];
  if (isNothing(value)) return <Soft>{texts.nothing}</Soft>;
  switch (type) {
    case "relation":
      return (
        <Related
          ids={textsOf(value)}
          target={targetOf(field, collections)}
          collections={collections}
        />
      );
    case "file":
      return <Files names={textsOf(value)} record={record} />;
    case "date":
    case "autodate":
      return <DateText value={textOf(value)} />;
    case "bool":
      return value === true ? (
        <Badge kind="good" icon={Check}>
          {texts.yes}
        </Badge>
      ) : (
        <Badge icon={X}>{texts.no}</Badge>
      );
    case "select":
      return (
        <Stack direction="row" gap="tiny">
          {textsOf(value).map((one) => (
            <Badge key={one}>{one}</Badge>
          ))}
        </Stack>
      );
    case "email":
      return <a href={`mailto:${textOf(value)}`}>{textOf(value)}</a>;
    case "url":
      return <Address address={textOf(value)} />;
    case "geoPoint":
      return <code>{geoText(value)}</code>;
    case "editor":
      return (
        <Suspense fallback={<Skeleton height="4rem" />}>
          <FormattedText html={textOf(value)} label={name} />
        </Suspense>
      );
    default:
      return type === "json" || typeof value === "object" ? (
        <CodeBlock
          code={JSON.stringify(value, null, 2)}
          language="json"
          label={name}
        />
      ) : (
        <span className={styles["text"]}>{cellText(value)}</span>
      );
  }
}

function Address({ address }: { readonly address: string }) {
  const href = webAddress(address);
  if (href === undefined) return <span>{address}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {address}
    </a>
  );
}

function Related({
  ids,
  target,
  collections,
}: {
  readonly ids: readonly string[];
  readonly target: CollectionModel | undefined;
  readonly collections: readonly CollectionModel[];
}) {
  const renderEditor = use(NestedEditor);
  const records = useRelatedRecords(target, collections, ids);
  const [opened, setOpened] = useState<string>();
  return (
    <Stack gap="tiny">
      {ids.map((id) => {
        const found = records?.get(id);
        return found === undefined || target === undefined ? (
          <code key={id}>{id}</code>
        ) : (
          <RecordLink
            key={id}
            collection={target}
            id={id}
            className={styles["record"]}
            onOpen={() => setOpened(id)}
          >
            <RecordLabel record={found} collection={target} />
          </RecordLink>
        );
      })}
      {target !== undefined &&
        opened !== undefined &&
        renderEditor?.({
          collection: target,
          record: { id: opened },
          onClose: () => setOpened(undefined),
        })}
    </Stack>
  );
}

function Files({
  names,
  record,
}: {
  readonly names: readonly string[];
  readonly record: RecordModel;
}) {
  const [opened, setOpened] = useState<string>();
  return (
    <Stack gap="tiny">
      {names.map((name) => (
        <button
          key={name}
          type="button"
          className={styles["file"]}
          onClick={() => setOpened(name)}
        >
          <FileThumb record={record} name={name} size="small" />
          <span>{name}</span>
        </button>
      ))}
      {opened !== undefined && (
        <FilePreview
          record={record}
          name={opened}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Stack>
  );
}
