import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "../../../../../components/button.tsx";
import { Dialog } from "../../../../../components/overlays/dialog.tsx";
import { Form } from "../../../../../components/fields/form.tsx";
import { Stack } from "../../../../../components/layout/stack.tsx";
import { TextArea } from "../../../../../components/fields/text-area.tsx";
import { TextField } from "../../../../../components/fields/text-field.tsx";
import { toast } from "../../../../../components/overlays/toasts.tsx";
import { client } from "../../../../../server/client.ts";
import { authOptionsText } from "../../../../../text/auth-options.ts";
import { DurationField } from "../duration-field.tsx";
import type { ProviderFormProps } from "./provider-draft.ts";

const texts = authOptionsText.apple;

/** Seconds: six months, the longest that Apple takes. */
const longest = 15_777_000;

/** Makes the secret that Apple wants, of a key from the developer account. */
export function AppleSecret({ provider, change }: ProviderFormProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Stack direction="row">
      <Button
        kind="secondary"
        size="small"
        icon={KeyRound}
        onClick={() => setOpen(true)}
      >
        {texts.generate}
      </Button>
      {isOpen && (
        <AppleSecretDialog
          clientId={provider.clientId}
          onClose={() => setOpen(false)}
          onGenerated={(clientId, clientSecret) => {
            change({ clientId, clientSecret });
            toast.good(texts.done);
            setOpen(false);
          }}
        />
      )}
    </Stack>
  );
}

function AppleSecretDialog({
  clientId,
  onClose,
  onGenerated,
}: {
  readonly clientId: string;
  readonly onClose: () => void;
  readonly onGenerated: (clientId: string, secret: string) => void;
}) {
  const [values, setValues] = useState({
    clientId,
    teamId: "",
    keyId: "",
    privateKey: "",
    duration: longest,
  });
  const set = (change: Partial<typeof values>) =>
    setValues({ ...values, ...change });

  async function generate(): Promise<void> {
    const { secret } = await client.settings.generateAppleClientSecret(
      values.clientId,
      values.teamId,
      values.keyId,
      values.privateKey.trim(),
      values.duration,
    );
    onGenerated(values.clientId, secret);
  }

  return (
    <Dialog open title={texts.title} description={texts.lead} onClose={onClose}>
      <Form submit={texts.submit} onSubmit={generate}>
        <TextField
          name="clientId"
          label={texts.clientId}
          hint={texts.clientIdHint}
          required
          monospaced
          value={values.clientId}
          onChange={(value) => set({ clientId: value.trim() })}
        />
        <TextField
          name="teamId"
          label={texts.teamId}
          hint={texts.tenHint}
          required
          monospaced
          value={values.teamId}
          onChange={(value) => set({ teamId: value.trim() })}
        />
        <TextField
          name="keyId"
          label={texts.keyId}
          hint={texts.tenHint}
          required
          monospaced
          value={values.keyId}
          onChange={(value) => set({ keyId: value.trim() })}
        />
        <TextArea
          name="privateKey"
          label={texts.privateKey}
          hint={texts.privateKeyHint}
          required
          monospaced
          rows={5}
          placeholder="-----BEGIN PRIVATE KEY-----"
          value={values.privateKey}
          onChange={(privateKey) => set({ privateKey })}
        />
        <DurationField
          name="duration"
          label={texts.duration}
          hint={texts.durationHint}
          max={longest}
          value={values.duration}
          onChange={(duration) => set({ duration })}
        />
      </Form>
    </Dialog>
  );
}
