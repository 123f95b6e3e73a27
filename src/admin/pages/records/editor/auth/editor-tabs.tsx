import type { CollectionModel, RecordModel } from "pocketbase";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { Skeleton } from "../../../../components/layout/skeleton.tsx";
import { Tabs } from "../../../../components/layout/tabs.tsx";
import { recordEditorText } from "../../../../text/record-editor.ts";

const { auth: texts } = recordEditorText;

const AccountLogins = lazy(async () => ({
  default: (await import("./account-logins.tsx")).AccountLogins,
}));

/** Beside the form of an account, what it logs in with. */
export function EditorTabs({
  collection,
  record,
  children,
}: {
  readonly collection: CollectionModel;
  readonly record: RecordModel | undefined;
  /** The form, which stays what it is while another tab is shown. */
  readonly children: ReactNode;
}) {
  const [tab, setTab] = useState<"record" | "logins">("record");
  if (collection.type !== "auth" || record === undefined) return children;
  return (
    <>
      <Tabs
        value={tab}
        onChange={setTab}
        tabs={[
          { value: "record", label: texts.tabRecord },
          { value: "logins", label: texts.tabLogins },
        ]}
      />
      <div hidden={tab !== "record"}>{children}</div>
      {tab === "logins" && (
        <Suspense fallback={<Skeleton lines={4} height="2.5rem" />}>
          <AccountLogins collection={collection} record={record} />
        </Suspense>
      )}
    </>
  );
}
