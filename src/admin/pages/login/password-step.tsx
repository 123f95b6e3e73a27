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
import { StepHead } from "./step-head.tsx";

/** Asks for email address and password. */
export function PasswordStep({
  state,
  onSecond,
  onEntered,
  onOther,
}: StepProps) {
  const { second } = state;
  const [email, setEmail] = useState(state.email);

  async function logIn(value: FormValues): Promise<void> {
    try {
      await client
        .collection(superusers)
        .authWithPassword(email, value("password"), { mfaId: second?.mfaId });
      onEntered();
    } catch (error) {
      const mfaId = readMfaId(error);
      if (mfaId !== undefined) {
        onSecond({ email, second: { mfaId, done: "password" } });
      } else if (isWrong(error)) {
        throw new Refusal(loginText.wrong);
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
          label={loginText.email}
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          autoFocus={state.email === ""}
        />
        <PasswordField
          name="password"
          label={loginText.password}
          autoComplete="current-password"
          autoFocus={state.email !== ""}
        />
      </Form>
      <Stack gap="small">
        {onOther && (
          <Button kind="ghost" onClick={() => onOther(email)}>
            {loginText.withCode}
          </Button>
        )}
        <Link to="/request-password-reset" state={{ email }}>
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
