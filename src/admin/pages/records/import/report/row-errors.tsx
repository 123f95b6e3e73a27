import { Download } from "lucide-react";
import type { CollectionModel } from "pocketbase";
import { useMemo, useState } from "react";
import { Button } from "../../../../components/button.tsx";
import { Heading } from "../../../../components/layout/heading.tsx";
import { Soft } from "../../../../components/layout/soft.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { toast } from "../../../../components/overlays/toasts.tsx";
import type { ImportReport } from "../../../../server/records-import.ts";
import { importText } from "../../../../text/import.ts";
import { fill } from "../../../../text/index.ts";
import { saveFile } from "../../../../components/texts/save-file.ts";
import { readRefused, UnreadableFile } from "../reader/file-reader.ts";
import type { ImportPlan } from "../use-import.ts";
import { describeRow, type RowProblem } from "./describe-row.ts";
import styles from "./row-errors.module.css";

const texts = importText.errors;

/** Rows that are shown; all that the server has named are in the download. */
const mostShown = 100;

/** Says what is wrong with which row, and gives these rows as a file. */
export function RowErrors({
  collection,
  plan: { file, sample },
  report: { errors, failed },
}: {
  readonly collection: CollectionModel;
  readonly plan: ImportPlan;
  readonly report: ImportReport;
}) {
  const [isBusy, setBusy] = useState(false);
  const rows = useMemo(
    () => errors.map((error) => ({ ...error, problems: describeRow(error) })),
    [errors],
  );
  // The server names no more than so many.
  const isCut = failed > rows.length;
  const named = rows.length.toLocaleString("en");
  const hasLines = rows.some(({ line }) => line !== undefined);

  async function save(): Promise<void> {
    setBusy(true);
    try {
      const refused = rows.map(({ row, problems }) => ({
        row,
        problem: problems.map(sayProblem).join(" "),
      }));
      const csv = await readRefused(file, sample, refused);
      saveFile(csv, fill(texts.fileName, { collection: collection.name }));
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      toast.bad(texts.failed);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Stack>
      <Heading level={3}>{texts.title}</Heading>
      {/* It scrolls, so it must be reached with the keyboard. */}
      <div
        className={styles["scroll"]}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={texts.title}
      >
        <table className={styles["table"]}>
          <thead>
            <tr>
              <th scope="col">{texts.row}</th>
              {hasLines && <th scope="col">{texts.line}</th>}
              <th scope="col">{texts.field}</th>
              <th scope="col">{texts.problem}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostShown).flatMap(({ row, line, problems }) =>
              problems.map(({ field, message }) => (
                <tr key={`${row} ${field}`}>
                  <td>{row.toLocaleString("en")}</td>
                  {hasLines && <td>{line?.toLocaleString("en")}</td>}
                  <td>{field === "" ? texts.whole : field}</td>
                  <td>{message}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
      {failed > mostShown && (
        <Soft>
          {fill(texts.shown, {
            shown: mostShown,
            count: failed.toLocaleString("en"),
          })}
        </Soft>
      )}
      <Stack direction="row">
        <Button
          kind="secondary"
          icon={Download}
          busy={isBusy}
          onClick={() => void save()}
        >
          {isCut ? fill(texts.downloadSome, { count: named }) : texts.download}
        </Button>
      </Stack>
      <Soft>
        {texts.downloadHint}{" "}
        {isCut &&
          fill(texts.downloadFirst, {
            count: named,
            failed: failed.toLocaleString("en"),
          })}
      </Soft>
    </Stack>
  );
}

function sayProblem({ field, message }: RowProblem): string {
  return field === "" ? message : `${field}: ${message}`;
}
