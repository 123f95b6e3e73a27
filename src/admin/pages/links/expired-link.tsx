import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { Filled } from "../../components/texts/filled.tsx";
import { Notice } from "../../components/layout/notice.tsx";
import { Outcome } from "../../components/layout/outcome.tsx";
import { Soft } from "../../components/layout/soft.tsx";
import { describeProblem } from "../../server/problem.ts";

/** What an expired link's page says, before and after a new one was asked for. `{email}` is where it goes. */
export interface ExpiredLinkTexts {
  readonly expired: string;
  readonly expiredNext: string;
  /** Where the address is not known. */
  readonly expiredNextApp: string;
  readonly again: string;
  readonly sent: string;
  readonly sentNext: string;
}

/**
 * Says that a link does not work any more, and has a new one sent.
 *
 * @param send asks the server for a new mail to the address
 */
export function ExpiredLink({
  texts,
  email,
  send,
}: {
  readonly texts: ExpiredLinkTexts;
  readonly email: string | undefined;
  readonly send: (email: string) => Promise<unknown>;
}) {
  const [state, setState] = useState<"idle" | "busy" | "sent">("idle");
  const [problem, setProblem] = useState<string>();
  if (email === undefined) {
    return (
      <Outcome kind="bad" title={texts.expired}>
        <Soft>{texts.expiredNextApp}</Soft>
      </Outcome>
    );
  }
  const values = { email: <strong>{email}</strong> };
  if (state === "sent") {
    return (
      <Outcome kind="good" title={texts.sent}>
        <Soft>
          <Filled template={texts.sentNext} values={values} />
        </Soft>
      </Outcome>
    );
  }

  async function sendAgain(address: string): Promise<void> {
    setState("busy");
    setProblem(undefined);
    try {
      await send(address);
      setState("sent");
    } catch (error) {
      setProblem(describeProblem(error).message);
      setState("idle");
    }
  }

  return (
    <Outcome kind="bad" title={texts.expired}>
      <Soft>
        <Filled template={texts.expiredNext} values={values} />
      </Soft>
      <div role="alert">
        {problem !== undefined && <Notice kind="bad">{problem}</Notice>}
      </div>
      <Button busy={state === "busy"} onClick={() => void sendAgain(email)}>
        {texts.again}
      </Button>
    </Outcome>
  );
}
