import type { AuthCollectionModel } from "pocketbase";
import { useState } from "react";
import { Dialog } from "../../../../../components/overlays/dialog.tsx";
import { Form } from "../../../../../components/fields/form.tsx";
import { Notice } from "../../../../../components/layout/notice.tsx";
import { TextField } from "../../../../../components/fields/text-field.tsx";
import { toast } from "../../../../../components/overlays/toasts.tsx";
import { client } from "../../../../../server/client.ts";
import { authOptionsText } from "../../../../../text/auth-options.ts";
import { fill } from "../../../../../text/index.ts";
import { useTestAddress } from "../../../../test-address.ts";
import type { MailKind } from "./mail-kinds.ts";

const texts = authOptionsText.mails;

/** Has a mail sent, filled with samples. */
export function TestMail({
  kind,
  collection,
  isUnsaved,
  onClose,
}: {
  readonly kind: MailKind;
  readonly collection: AuthCollectionModel;
  /** Whether the mail is another one now than what is stored. */
  readonly isUnsaved: boolean;
  readonly onClose: () => void;
}) {
  const [address, remember] = useTestAddress();
  const [email, setEmail] = useState(address);
  return (
    <Dialog
      open
      size="small"
      title={texts.testTitle}
      description={texts.testLead}
      onClose={onClose}
    >
      <Form
        submit={texts.testSubmit}
        onSubmit={async () => {
          await client.settings.testEmail(collection.id, email, kind.template);
          remember(email);
          toast.good(fill(texts.testSent, { email }));
          onClose();
        }}
      >
        {isUnsaved && <Notice kind="warn">{texts.testUnsaved}</Notice>}
        <TextField
          name="email"
          type="email"
          label={texts.testTo}
          required
          value={email}
          onChange={setEmail}
        />
      </Form>
    </Dialog>
  );
}
