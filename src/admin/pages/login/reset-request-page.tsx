import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Code } from "../../components/texts/code.tsx";
import { Filled } from "../../components/texts/filled.tsx";
import { Form } from "../../components/fields/form.tsx";
import { Outcome } from "../../components/layout/outcome.tsx";
import { Page } from "../../components/layout/page.tsx";
import { Soft } from "../../components/layout/soft.tsx";
import { Stack } from "../../components/layout/stack.tsx";
import { TextField } from "../../components/fields/text-field.tsx";
import { useCarriedEmail } from "../../routing/carried-email.ts";
import { client, superusers } from "../../server/client.ts";
import { loginText } from "../../text/login.ts";
import { StepHead } from "./step-head.tsx";

const texts = loginText.reset;

/** Has a link sent to a superuser who has forgotten the password. */
export function ResetRequestPage() {
  const [email, setEmail] = useState(useCarriedEmail());
  const [sentTo, setSentTo] = useState<string>();

  async function send(): Promise<void> {
    await client.collection(superusers).requestPasswordReset(email);
    setSentTo(email);
  }

  return (
    <Page title={texts.title}>
      <Stack gap="large">
        {sentTo === undefined ? (
          <>
            <StepHead title={texts.title} lead={texts.lead} />
            <Form submit={texts.submit} onSubmit={send}>
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
          </>
        ) : (
          <Outcome kind="good" title={texts.sent}>
            <Soft>
              <Filled
                template={texts.sentNext}
                values={{ email: <strong>{sentTo}</strong> }}
              />
            </Soft>
          </Outcome>
        )}
        <Soft>
          <Filled
            template={texts.noMail}
            values={{ command: <Code inline>{texts.command}</Code> }}
          />
        </Soft>
        <Link to="/login" state={{ email }}>
          {texts.back}
        </Link>
      </Stack>
    </Page>
  );
}
