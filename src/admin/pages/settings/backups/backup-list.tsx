import type { UseQueryResult } from "@tanstack/react-query";
import { Archive, Download, Ellipsis, History, Trash2 } from "lucide-react";
import { Badge } from "../../../components/badge.tsx";
import { IconButton } from "../../../components/button.tsx";
import { DateText } from "../../../components/texts/date-text.tsx";
import { EmptyState } from "../../../components/layout/empty-state.tsx";
import { Menu } from "../../../components/overlays/menu.tsx";
import { Skeleton } from "../../../components/layout/skeleton.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { describeProblem } from "../../../server/problem.ts";
import { backupsText } from "../../../text/backups.ts";
import { fill } from "../../../text/index.ts";
import { Table } from "../table.tsx";
import styles from "./backup-list.module.css";
import type { Backup } from "./backup-queries.ts";
import { useBackupActions } from "./use-backup-actions.tsx";
import { fileSize } from "../../../components/texts/file-size.ts";
import { LoadFailure } from "../../../components/layout/load-failure.tsx";

const texts = backupsText;

/** What the names of those begin with that the server makes by itself. */
const automaticPrefix = "@auto_";

interface ListActions {
  /** Whether one is being made or restored, so that no other can be restored. */
  readonly isBusy: boolean;
  /** The backup is to be restored, which was confirmed. */
  readonly onRestore: (key: string) => void;
}

/** The backups that there are. */
export function BackupList({
  backups: { data, error, refetch },
  ...actions
}: ListActions & {
  readonly backups: UseQueryResult<readonly Backup[]>;
}) {
  if (data === undefined) {
    return error === null ? (
      <Skeleton lines={4} height="2.25rem" />
    ) : (
      <LoadFailure
        title={texts.failed}
        text={describeProblem(error).message}
        onRetry={() => void refetch()}
      />
    );
  }
  if (data.length === 0) {
    return (
      <EmptyState icon={Archive} title={texts.none} text={texts.noneText} />
    );
  }
  return (
    <Table
      label={texts.list}
      columns={[texts.name, texts.size, texts.made, texts.actions]}
    >
      {data.map((backup) => (
        <BackupRow key={backup.key} backup={backup} {...actions} />
      ))}
    </Table>
  );
}

function BackupRow({
  backup: { key, size, modified },
  isBusy,
  onRestore,
}: ListActions & { readonly backup: Backup }) {
  const { download, remove, confirmRestore } = useBackupActions(key);

  async function restore(): Promise<void> {
    if (await confirmRestore()) onRestore(key);
  }

  return (
    <tr>
      <td>
        <Stack direction="row" gap="small">
          <span className={styles["name"]}>{key}</span>
          {key.startsWith(automaticPrefix) && <Badge>{texts.automatic}</Badge>}
        </Stack>
      </td>
      <td className={styles["short"]}>{fileSize(size)}</td>
      <td className={styles["short"]}>
        <DateText value={modified} relative />
      </td>
      <td>
        <IconButton
          icon={Download}
          label={fill(texts.downloadOf, { name: key })}
          onClick={() => void download()}
        />
        <Menu
          label={fill(texts.moreOf, { name: key })}
          trigger={
            <IconButton
              icon={Ellipsis}
              label={fill(texts.moreOf, { name: key })}
            />
          }
          items={[
            {
              label: texts.restore,
              icon: History,
              disabled: isBusy,
              onSelect: () => void restore(),
            },
            {
              label: texts.delete,
              icon: Trash2,
              kind: "danger",
              separatorBefore: true,
              onSelect: () => void remove(),
            },
          ]}
        />
      </td>
    </tr>
  );
}
