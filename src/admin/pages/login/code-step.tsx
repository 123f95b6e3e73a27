import { ClientResponseError } from "pocketbase";
import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { Filled } from "../../components/texts/filled.tsx";
import { Form, type FormValues } from "../../components/fields/form.tsx";
import { Stack } from "../../components/layout/stack.tsx";
import { TextField } from "../../components/fields/text-field.tsx";
import { client, superusers } from "../../server/client.ts";
import { Refusal } from "../../server/problem.ts";
import { loginText } from "../../text/login.ts";
import { readMfaId, type StepProps } from "./factors.ts";
import { StepHead } from "./step-head.tsx";

/** A one-time password that was sent. */
interface Sent {
  readonly otpId: string;
  readonly email: string;
}

/** Sends a one-time password, and asks for it. */
export function CodeStep(props: StepProps) {
  const [sent, setSent] = useState<Sent>();
  return sent === undefined ? (
    <Sending {...props} onSent={setSent} />
  ) : (
    <Entering {...props} sent={sent} onAgain={() => setSent(undefined)} />
  );
}

function Sending({
  state,
  onOther,
  onSent,
}: StepProps & { readonly onSent: (sent: Sent) => void }) {
  const [email, setEmail] = useState(state.email);

  async function send(): Promise<void> {
    const { otpId } = await client.collection(superusers).requestOTP(email);
    onSent({ otpId, email });
  }

  return (
    <Stack gap="large">
      {state.second === undefined ? (
        <StepHead title={loginText.title} lead={loginText.codeLead} />
      ) : (
        <StepHead title={loginText.secondTitle} lead={loginText.secondLead} />
      )}
      <Form submit={loginText.codeSend} onSubmit={send}>
        <TextField
          name="email"
          label={loginText.email}
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          autoFocus
        />
      </Form>
      {onOther && (
        <Button kind="ghost" onClick={() => onOther(email)}>
          {loginText.withPassword}
        </Button>
      )}
    </Stack>
  );
}

function Entering({
  state,
  sent,
  onSecond,
  onEntered,
  onAgain,
}: StepProps & { readonly sent: Sent; readonly onAgain: () => void }) {
  async function logIn(value: FormValues): Promise<void> {
    try {
      await client
        .collection(superusers)
        .authWithOTP(sent.otpId, value("password").trim(), {
          mfaId: state.second?.mfaId,
        });
      onEntered();
    } catch (error) {
      const mfaId = readMfaId(error);
      if (mfaId !== undefined) {
        onSecond({ email: sent.email, second: { mfaId, done: "code" } });
      } else if (error instanceof ClientResponseError && error.status === 400) {
        throw new Refusal(loginText.codeWrong);
      } else {
        throw error;
      }
    }
  }

  return (
    <Stack gap="large">
      <StepHead
        title={loginText.codeTitle}
        lead={
          <Filled
            template={loginText.codeSent}
            values={{ email: <strong>{sent.email}</strong> }}
          />
        }
      />
      <Form submit={loginText.submit} onSubmit={logIn}>
        <TextField
          name="password"
          label={loginText.code}
          autoComplete="one-time-code"
          monospaced
          autoFocus
        />
      </Form>
      <Button kind="ghost" onClick={onAgain}>
        {loginText.codeAgain}
      </Button>
    </Stack>
  );
}
