import { Mail, RotateCcw, Send } from "lucide-react";
import { useState } from "react";
import { TemplateEditor } from "../../../../../code/template-editor.tsx";
import { Badge } from "../../../../../components/badge.tsx";
import { Button } from "../../../../../components/button.tsx";
import { useConfirm } from "../../../../../components/overlays/confirm.tsx";
import { Soft } from "../../../../../components/layout/soft.tsx";
import { Stack } from "../../../../../components/layout/stack.tsx";
import { TextField } from "../../../../../components/fields/text-field.tsx";
import { useScaffolds } from "../../../../../server/collections.ts";
import { authOptionsText } from "../../../../../text/auth-options.ts";
import type { AuthProps } from "../auth-props.ts";
import { FormSection } from "../../../../../components/fields/form-section.tsx";
import { isSameMail, type MailKind } from "./mail-kinds.ts";
import { PlaceholderList } from "./placeholder-list.tsx";
import { TestMail } from "./test-mail.tsx";
import { usePlaceholders } from "./use-placeholders.ts";
import { OnBadge } from "../../../../../components/on-badge.tsx";

const texts = authOptionsText.mails;

/** The subject and text of a mail. */
export function MailSection({
  kind,
  draft,
  set,
  original,
}: AuthProps & { readonly kind: MailKind }) {
  const confirm = useConfirm();
  const [isTesting, setTesting] = useState(false);
  const placeholders = usePlaceholders(kind, draft);
  const scaffold = useScaffolds().data?.["auth"];
  const standard = scaffold?.type === "auth" ? kind.read(scaffold) : undefined;
  const mail = kind.read(draft);
  const isOwn = standard !== undefined && !isSameMail(mail, standard);
  const stored = original?.type === "auth" ? original : undefined;

  async function reset(): Promise<void> {
    if (standard === undefined) return;
    const isSure = await confirm({
      title: texts.resetTitle,
      text: texts.resetText,
      action: texts.resetAction,
    });
    if (isSure) set(kind.write(draft, standard));
  }

  return (
    <FormSection
      level={4}
      title={kind.title}
      icon={Mail}
      paths={[kind.path]}
      badge={
        <>
          {isOwn && <Badge kind="accent">{texts.changed}</Badge>}
          {!kind.isUsed(draft) && <OnBadge isOn={false} />}
        </>
      }
    >
      {!kind.isUsed(draft) && <Soft>{authOptionsText.notUsed}</Soft>}
      <TextField
        name={`${kind.path}.subject`}
        label={texts.subject}
        required
        value={mail.subject}
        onChange={(subject) => set(kind.write(draft, { ...mail, subject }))}
      />
      <TemplateEditor
        name={`${kind.path}.body`}
        label={texts.body}
        required
        minHeight="12rem"
        placeholders={placeholders}
        value={mail.body}
        onChange={(body) => set(kind.write(draft, { ...mail, body }))}
      />
      <PlaceholderList placeholders={placeholders} />
      <Stack direction="row" gap="small">
        <Button
          kind="secondary"
          size="small"
          icon={Send}
          disabled={stored === undefined}
          title={stored === undefined ? texts.testNew : undefined}
          onClick={() => setTesting(true)}
        >
          {texts.test}
        </Button>
        {isOwn && (
          <Button
            kind="ghost"
            size="small"
            icon={RotateCcw}
            onClick={() => void reset()}
          >
            {texts.reset}
          </Button>
        )}
      </Stack>
      {isTesting && stored !== undefined && (
        <TestMail
          kind={kind}
          collection={stored}
          isUnsaved={!isSameMail(kind.read(stored), mail)}
          onClose={() => setTesting(false)}
        />
      )}
    </FormSection>
  );
}
