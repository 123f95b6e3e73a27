import { Link } from "@tanstack/react-router";
import { ClientResponseError } from "pocketbase";
import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { Form, type FormValues } from "../../components/fields/form.tsx";
import { PasswordField } from "../../components/fields/password-field.tsx";
import { Stack } from "../../components/layout/stack.tsx";
import { TextField } from "../../components/fields/text-field.tsx";
import { client, superusers } from "../../server/client.ts";
import { Refusal } from "../../server/problem.ts";
import { loginText } from "../../text/login.ts";
import { readMfaId, type StepProps } from "./factors.ts";
import { labelOfIdentity } from "./label-of-identity.ts";
import { StepHead } from "./step-head.tsx";

/** Asks for the password, and for what names the superuser: the email address, or what else the server takes for it. */
export function PasswordStep({
  state,
  identityFields,
  demoPassword,
  onSecond,
  onEntered,
  onOther,
}: StepProps) {
  const { second } = state;
  const [identity, setIdentity] = useState(state.email);
  const isEmail = identityFields.every((field) => field === "email");

  // The other steps send mails.
  const address = isEmail || identity.includes("@") ? identity : "";

  async function logIn(value: FormValues): Promise<void> {
    try {
      await client
        .collection(superusers)
        .authWithPassword(identity, value("password"), {
          mfaId: second?.mfaId,
        });
      onEntered();
    } catch (error) {
      const mfaId = readMfaId(error);
      if (mfaId !== undefined) {
        onSecond({ email: address, second: { mfaId, done: "password" } });
      } else if (isWrong(error)) {
        throw new Refusal(isEmail ? loginText.wrong : loginText.wrongIdentity);
      } else {
        throw error;
      }
    }
  }

  return (
    <Stack gap="large">
      {second === undefined ? (
        <StepHead title={loginText.title} lead={loginText.lead} />
      ) : (
        <StepHead
          title={loginText.secondTitle}
          lead={loginText.secondLeadCode}
        />
      )}
      <Form submit={loginText.submit} onSubmit={logIn}>
        <TextField
          name="identity"
          label={labelOfIdentity(identityFields)}
          type={isEmail ? "email" : "text"}
          autoComplete="username"
          value={identity}
          onChange={setIdentity}
          autoFocus={state.email === ""}
        />
        <PasswordField
          name="password"
          label={loginText.password}
          autoComplete="current-password"
          defaultValue={demoPassword}
          autoFocus={state.email !== ""}
        />
      </Form>
      <Stack gap="small">
        {onOther && (
          <Button kind="ghost" onClick={() => onOther(address)}>
            {loginText.withCode}
          </Button>
        )}
        <Link to="/request-password-reset" state={{ email: address }}>
          {loginText.forgotten}
        </Link>
      </Stack>
    </Stack>
  );
}

/** The server says 400 without naming a field, so that nobody learns which of the two is wrong. */
function isWrong(error: unknown): boolean {
  return (
    error instanceof ClientResponseError &&
    error.status === 400 &&
    Object.keys(Object(error.response["data"])).length === 0
  );
}
