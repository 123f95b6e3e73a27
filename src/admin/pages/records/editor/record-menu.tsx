import {
  Braces,
  CopyPlus,
  EllipsisVertical,
  LogOut,
  MailCheck,
  MailQuestionMark,
  Trash2,
  Undo2,
  VenetianMask,
} from "lucide-react";
import type { CollectionModel, RecordModel } from "pocketbase";
import { useState } from "react";
import { IconButton } from "../../../components/button.tsx";
import { useConfirm } from "../../../components/overlays/confirm.tsx";
import { Menu, type MenuItem } from "../../../components/overlays/menu.tsx";
import { toast } from "../../../components/overlays/toasts.tsx";
import { client, superusers } from "../../../server/client.ts";
import { logOut } from "../../../shell/log-out.ts";
import { fill } from "../../../text/index.ts";
import { recordEditorText as texts } from "../../../text/record-editor.ts";
import { textOf } from "../plain-values.ts";
import { ImpersonateDialog } from "./auth/impersonate-dialog.tsx";
import { isOwnAccount } from "../../../server/is-own-account.ts";
import { type TaggedRecord, updateTagged } from "./saving/tagged-record.ts";
import { attempt } from "../../attempt.ts";
import { copyAndSay } from "../../../components/texts/copy-and-say.ts";

/** What can be done with a record besides editing it. */
export function RecordMenu({
  collection,
  record,
  canUndo,
  mayLeave,
  onUndo,
  onDuplicate,
  onChanged,
  onDeleted,
}: {
  readonly collection: CollectionModel;
  readonly record: RecordModel;
  /** Whether there are changes that can be undone now. */
  readonly canUndo: boolean;
  /** Asked before what is not saved would be lost. */
  readonly mayLeave: () => Promise<boolean>;
  readonly onUndo: () => void;
  readonly onDuplicate: () => void;
  readonly onChanged: (record: TaggedRecord) => void;
  readonly onDeleted: () => void;
}) {
  const confirm = useConfirm();
  const [impersonates, setImpersonates] = useState(false);
  const service = client.collection(collection.id);
  const email = textOf(record["email"]);
  const { menu, auth, remove } = texts;

  async function act(
    work: () => Promise<unknown>,
    done: string,
  ): Promise<void> {
    if (await attempt(work)) toast.good(done);
  }
  async function signOut(): Promise<void> {
    const isOwn = isOwnAccount(collection, record);
    const isSure = await confirm({
      title: isOwn ? auth.signOutOwnTitle : auth.signOutTitle,
      text: isOwn ? auth.signOutOwnText : auth.signOutText,
      action: auth.signOutAction,
      kind: "danger",
    });
    if (!isSure) return;
    const target = { collection: collection.id, id: record.id };
    const change = { "tokenKey:autogenerate": "" };
    await act(async () => {
      const changed = await updateTagged(target, change, undefined, {});
      if (isOwn) logOut();
      else onChanged(changed);
    }, auth.signedOut);
  }
  async function removeRecord(): Promise<void> {
    const isSure = await confirm({
      title: remove.title,
      text: remove.text,
      action: remove.action,
      kind: "danger",
    });
    if (!isSure) return;
    await act(async () => {
      await service.delete(record.id);
      onDeleted();
    }, remove.done);
  }

  const isAccount = collection.type === "auth";
  const isVerifiable = collection.name !== superusers;
  const hasMail = email !== "";
  const accountItems: readonly (MenuItem | false)[] = [
    hasMail &&
      isVerifiable &&
      record["verified"] !== true && {
        label: menu.sendVerification,
        icon: MailCheck,
        onSelect: () =>
          void act(
            () => service.requestVerification(email),
            fill(auth.verificationSent, { email }),
          ),
      },
    hasMail && {
      label: menu.sendReset,
      icon: MailQuestionMark,
      onSelect: () =>
        void act(
          () => service.requestPasswordReset(email),
          fill(auth.resetSent, { email }),
        ),
    },
    {
      label: menu.impersonate,
      icon: VenetianMask,
      onSelect: () => setImpersonates(true),
    },
    { label: menu.signOut, icon: LogOut, onSelect: () => void signOut() },
  ];

  return (
    <>
      <Menu
        label={menu.label}
        trigger={<IconButton icon={EllipsisVertical} label={menu.label} />}
        items={[
          {
            label: menu.undo,
            icon: Undo2,
            disabled: !canUndo,
            onSelect: onUndo,
          },
          {
            label: menu.duplicate,
            separatorBefore: true,
            icon: CopyPlus,
            onSelect: () => void mayLeave().then((may) => may && onDuplicate()),
          },
          {
            label: menu.copyJson,
            icon: Braces,
            onSelect: () => void copyAndSay(JSON.stringify(record, null, 2)),
          },
          ...(isAccount ? accountItems : [])
            .filter((item) => item !== false)
            .map((item, at) => ({ ...item, separatorBefore: at === 0 })),
          {
            label: menu.delete,
            icon: Trash2,
            kind: "danger",
            separatorBefore: true,
            onSelect: () => void removeRecord(),
          },
        ]}
      />
      {impersonates && (
        <ImpersonateDialog
          collection={collection}
          record={record}
          onClose={() => setImpersonates(false)}
        />
      )}
    </>
  );
}
