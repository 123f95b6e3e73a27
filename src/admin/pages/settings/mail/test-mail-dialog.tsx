import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { FormDialog } from "../../../components/overlays/form-dialog.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { SelectField } from "../../../components/fields/select-field.tsx";
import { TextField } from "../../../components/fields/text-field.tsx";
import { toast } from "../../../components/overlays/toasts.tsx";
import { client, superusers } from "../../../server/client.ts";
import { useCollections } from "../../../server/collections.ts";
import { describeProblem } from "../../../server/problem.ts";
import { useSettings } from "../../../server/settings.ts";
import { fill } from "../../../text/index.ts";
import { settingsText } from "../../../text/settings.ts";
import { useTestAddress } from "../../test-address.ts";
import { RawMessage } from "../form/raw-message.tsx";

const texts = settingsText.mailTest;

type Template = keyof typeof texts.templates;
const templates = Object.keys(texts.templates) as Template[];

/** Has the server send one of its mails, filled with samples. */
export function TestMailDialog({ onClose }: { readonly onClose: () => void }) {
  const { data: collections = [] } = useCollections();
  const links = useSettings().data?.meta.appURL ?? "";
  const [template, setTemplate] = useState<Template>("verification");
  const [address, remember] = useTestAddress();
  const [email, setEmail] = useState(address);
  const names = collections
    .filter(({ type }) => type === "auth")
    .map(({ name }) => name);
  const [chosen, setChosen] = useState<string>();
  const collection =
    chosen ?? names.find((name) => name !== superusers) ?? superusers;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.settings.testEmail(collection, email, template),
    onSuccess: () => {
      remember(email);
      toast.good(fill(texts.sent, { email }));
    },
  });
  const problem = error === null ? undefined : describeProblem(error);

  return (
    <FormDialog
      size="small"
      title={texts.title}
      description={fill(texts.lead, { url: links })}
      submit={texts.send}
      isBusy={isPending}
      problems={problem?.fields}
      notice={
        problem !== undefined &&
        Object.keys(problem.fields).length === 0 && (
          <Notice kind="bad" title={texts.failed}>
            <RawMessage>{problem.message}</RawMessage>
          </Notice>
        )
      }
      // Told only as long as this dialog is there.
      onSubmit={() => mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <SelectField
        name="template"
        label={texts.template}
        value={template}
        options={templates.map((value) => ({
          value,
          label: texts.templates[value],
        }))}
        onChange={setTemplate}
      />
      <SelectField
        name="collection"
        label={texts.collection}
        value={collection}
        options={(names.length === 0 ? [superusers] : names).map((value) => ({
          value,
          label: value,
        }))}
        onChange={setChosen}
      />
      <TextField
        name="email"
        label={texts.email}
        type="email"
        required
        value={email}
        onChange={setEmail}
      />
    </FormDialog>
  );
}
