import { useQuery } from "@tanstack/react-query";
import { Unlink, X } from "lucide-react";
import type { CollectionModel, RecordModel } from "pocketbase";
import type { ReactNode } from "react";
import { Button } from "../../../../components/button.tsx";
import { useConfirm } from "../../../../components/overlays/confirm.tsx";
import { DateText } from "../../../../components/texts/date-text.tsx";
import { Heading } from "../../../../components/layout/heading.tsx";
import { Notice } from "../../../../components/layout/notice.tsx";
import { Skeleton } from "../../../../components/layout/skeleton.tsx";
import { Soft } from "../../../../components/layout/soft.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { toast } from "../../../../components/overlays/toasts.tsx";
import { client } from "../../../../server/client.ts";
import { describeProblem } from "../../../../server/problem.ts";
import { queryClient } from "../../../../server/query-client.ts";
import { fill } from "../../../../text/index.ts";
import { recordEditorText } from "../../../../text/record-editor.ts";
import styles from "./account-logins.module.css";
import { attempt } from "../../../attempt.ts";

const { auth: texts } = recordEditorText;

/** Providers that an account is linked to, and devices that it has logged in on. */
export function AccountLogins(props: {
  readonly collection: CollectionModel;
  readonly record: RecordModel;
}) {
  const confirm = useConfirm();
  const providers = useRowsOf("_externalAuths", props);
  const origins = useRowsOf("_authOrigins", props);

  async function unlink(row: RecordModel): Promise<void> {
    const provider = String(row["provider"]);
    const isSure = await confirm({
      title: fill(texts.unlinkTitle, { provider }),
      text: texts.unlinkText,
      action: texts.unlink,
      kind: "danger",
    });
    if (isSure) await remove(row, fill(texts.unlinked, { provider }));
  }

  return (
    <Stack gap="large">
      <Rows
        title={texts.providers}
        none={texts.noProviders}
        query={providers}
        render={(row) => {
          const provider = String(row["provider"]);
          return (
            <>
              <span className={styles["words"]}>
                <strong>{provider}</strong>{" "}
                <code>{String(row["providerId"])}</code>
                <span className={styles["facts"]}>
                  {texts.linked}{" "}
                  <DateText value={String(row["created"])} relative />
                </span>
              </span>
              <Button
                kind="secondary"
                size="small"
                icon={Unlink}
                aria-label={fill(texts.unlinkNamed, { provider })}
                onClick={() => void unlink(row)}
              >
                {texts.unlink}
              </Button>
            </>
          );
        }}
      />
      <Rows
        title={texts.origins}
        hint={texts.originsHint}
        none={texts.noOrigins}
        query={origins}
        render={(row) => {
          const fingerprint = String(row["fingerprint"]).slice(0, 12);
          return (
            <>
              <span className={styles["words"]}>
                {fill(texts.origin, { fingerprint })}
                <span className={styles["facts"]}>
                  {texts.lastSeen}{" "}
                  <DateText value={String(row["updated"])} relative />
                </span>
              </span>
              <Button
                kind="secondary"
                size="small"
                icon={X}
                aria-label={fill(texts.forgetNamed, { fingerprint })}
                onClick={() => void remove(row, texts.forgot)}
              >
                {texts.forget}
              </Button>
            </>
          );
        }}
      />
    </Stack>
  );
}

interface RowsQuery {
  readonly data: readonly RecordModel[] | undefined;
  readonly error: Error | null;
}

/** The rows that a system collection has for an account. */
function useRowsOf(
  rows: string,
  {
    collection,
    record,
  }: { readonly collection: CollectionModel; readonly record: RecordModel },
): RowsQuery {
  return useQuery({
    queryKey: ["account-rows", rows, collection.id, record.id],
    queryFn: () =>
      client.collection(rows).getFullList({
        filter: client.filter(
          "collectionRef = {:collection} && recordRef = {:record}",
          { collection: collection.id, record: record.id },
        ),
        sort: "-updated",
      }),
  });
}

async function remove(row: RecordModel, done: string): Promise<void> {
  const isDone = await attempt(() =>
    client.collection(row.collectionId).delete(row.id),
  );
  if (isDone) toast.good(done);
  await queryClient.invalidateQueries({ queryKey: ["account-rows"] });
}

function Rows({
  title,
  hint,
  none,
  query: { data, error },
  render,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly none: string;
  readonly query: RowsQuery;
  readonly render: (row: RecordModel) => ReactNode;
}) {
  return (
    <section>
      <Stack gap="small">
        <Heading level={3}>{title}</Heading>
        {hint !== undefined && <Soft>{hint}</Soft>}
        {error !== null && (
          <Notice kind="bad">{describeProblem(error).message}</Notice>
        )}
        {data === undefined && error === null && <Skeleton height="2.5rem" />}
        {data?.length === 0 && <p>{none}</p>}
        {data !== undefined && data.length > 0 && (
          <ul className={styles["list"]}>
            {data.map((row) => (
              <li key={row.id} className={styles["row"]}>
                {render(row)}
              </li>
            ))}
          </ul>
        )}
      </Stack>
    </section>
  );
}
