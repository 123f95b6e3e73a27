import { Check, EyeOff, X } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "../../../../components/badge.tsx";
import { classes } from "../../../../components/classes.ts";
import { DateText } from "../../../../components/texts/date-text.tsx";
import { recordsText } from "../../../../text/records.ts";
import { isOwnAccount } from "../../../../server/is-own-account.ts";
import { textsOf, webAddress } from "../../plain-values.ts";
import type { CellProps } from "../row-actions.ts";
import { cellText, geoText, isNothing, jsonLine } from "./cell-text.ts";
import styles from "./cell.module.css";
import { FileCell } from "./file-cell.tsx";
import { More, shownAtMost } from "./more.tsx";
import { RelationCell } from "./relation-cell.tsx";

const { cell: text } = recordsText;

/** Characters of a text above which it may be cut off, and shows whole on pointing at it. */
const longText = 24;

/** A record's value in a table, by the type of its field. */
export function Cell({ record, field, actions }: CellProps): ReactNode {
  const value: unknown = record[field.name];
  if (field.name === "id") {
    return <IdCell record={record} actions={actions} />;
  }
  // Not loaded, as with a column that was just added.
  if (value === undefined) return null;
  if (isNothing(value)) return <None />;
  switch (field.type) {
    case "bool":
      return <BoolCell isTrue={value === true} />;
    case "number":
      return <span className={styles["number"]}>{cellText(value)}</span>;
    case "date":
    case "autodate":
      return <DateText value={cellText(value)} />;
    case "email":
      return <EmailCell record={record} address={cellText(value)} />;
    case "url":
      return <UrlCell address={cellText(value)} />;
    case "select":
      return <SelectCell values={textsOf(value)} />;
    case "relation":
      return <RelationCell record={record} field={field} actions={actions} />;
    case "file":
      return <FileCell record={record} field={field} actions={actions} />;
    case "json":
      return <code className={styles["code"]}>{jsonLine(value)}</code>;
    case "geoPoint":
      return <span className={styles["code"]}>{geoText(value)}</span>;
    case "password":
      return null;
    default:
      return typeof value === "object" ? (
        <code className={styles["code"]}>{jsonLine(value)}</code>
      ) : (
        <TextCell text={cellText(value)} />
      );
  }
}

function None() {
  return <span className={styles["none"]}>{text.nothing}</span>;
}

function TextCell({ text: content }: { readonly text: string }) {
  const isLong = content.length > longText;
  return (
    <span className={styles["text"]} title={isLong ? content : undefined}>
      {content}
    </span>
  );
}

function IdCell({
  record,
  actions,
}: {
  readonly record: CellProps["record"];
  readonly actions: CellProps["actions"];
}) {
  const { id } = record;
  return (
    <>
      <span className={styles["code"]}>{id}</span>
      {isOwnAccount({ name: record.collectionName }, record) && (
        <Badge kind="accent">{text.you}</Badge>
      )}
      <button
        type="button"
        tabIndex={-1}
        className={styles["copy"]}
        title={text.copyId}
        aria-label={text.copyId}
        onClick={() => actions.copy(id)}
      />
    </>
  );
}

function BoolCell({ isTrue }: { readonly isTrue: boolean }) {
  const Icon = isTrue ? Check : X;
  return (
    <span className={classes(styles["bool"], isTrue && styles["true"])}>
      <Icon aria-hidden />
      {isTrue ? text.yes : text.no}
    </span>
  );
}

function EmailCell({
  record,
  address,
}: {
  readonly record: CellProps["record"];
  readonly address: string;
}) {
  const isHidden = record["emailVisibility"] === false;
  return (
    <>
      <a href={`mailto:${address}`} tabIndex={-1} className={styles["link"]}>
        {address}
      </a>
      {isHidden && (
        <span title={text.emailHidden} className={styles["mark"]}>
          <EyeOff role="img" aria-label={text.emailHidden} />
        </span>
      )}
    </>
  );
}

function UrlCell({ address }: { readonly address: string }) {
  const href = webAddress(address);
  if (href === undefined) return <span>{address}</span>;
  return (
    <a
      href={href}
      tabIndex={-1}
      target="_blank"
      rel="noopener noreferrer"
      className={styles["link"]}
    >
      {address}
    </a>
  );
}

function SelectCell({ values }: { readonly values: readonly string[] }) {
  return (
    <>
      {values.slice(0, shownAtMost).map((value) => (
        <Badge key={value}>{value}</Badge>
      ))}
      <More count={values.length - shownAtMost} />
    </>
  );
}
