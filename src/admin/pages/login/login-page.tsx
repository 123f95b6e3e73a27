import { useQuery } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import type { AuthMethodsList } from "pocketbase";
import { useEffect, useState } from "react";
import { Button } from "../../components/button.tsx";
import { Code } from "../../components/texts/code.tsx";
import { Notice } from "../../components/layout/notice.tsx";
import { Page } from "../../components/layout/page.tsx";
import { Soft } from "../../components/layout/soft.tsx";
import { Spinner } from "../../components/spinner.tsx";
import { Stack } from "../../components/layout/stack.tsx";
import { useCarriedEmail } from "../../routing/carried-email.ts";
import { client, superusers } from "../../server/client.ts";
import { describeProblem } from "../../server/problem.ts";
import { loginText } from "../../text/login.ts";
import { CodeStep } from "./code-step.tsx";
import { firstFactors, type LoginState, secondFactors } from "./factors.ts";
import { PasswordStep } from "./password-step.tsx";
import { type DemoLogin, useDemoLogin } from "./use-demo-login.ts";

/** Lets a superuser in: by password or one-time password, or by both where the server wants two factors. */
export function LoginPage() {
  const methods = useQuery({
    queryKey: ["auth-methods", superusers],
    queryFn: () => client.collection(superusers).listAuthMethods(),
  });
  const demo = useDemoLogin();
  return (
    <Page title={loginText.title}>
      {methods.isPending && <Spinner />}
      {methods.isError && (
        <Notice kind="bad">{describeProblem(methods.error).message}</Notice>
      )}
      {methods.isSuccess && (
        <Steps
          // Another link fills in what it says, though one is here already.
          key={`${demo.email} ${demo.password}`}
          methods={methods.data}
          demo={demo}
        />
      )}
    </Page>
  );
}

/** Whether there is a superuser the server tells nobody, so this is said to all. */
function FirstTime() {
  return (
    <details>
      <summary>{loginText.noSuperuser}</summary>
      <Stack gap="small">
        <Soft>{loginText.noSuperuserText}</Soft>
        <Code>{loginText.noSuperuserCommand}</Code>
      </Stack>
    </details>
  );
}

function Steps({
  methods,
  demo,
}: {
  readonly methods: AuthMethodsList;
  readonly demo: DemoLogin;
}) {
  const first = firstFactors(methods);
  const { state, setState, beginAgain } = useLoginState(methods, demo);
  const [chosen, setChosen] = useState(first[0]);
  const enter = useEntrance();
  const factors =
    state.second === undefined
      ? first
      : secondFactors(first, state.second.done);
  const factor = factors.find((name) => name === chosen) ?? factors[0];
  if (factor === undefined) {
    return <Notice kind="warn">{loginText.nothing}</Notice>;
  }
  const other = factors.find((name) => name !== factor);
  const Step = factor === "password" ? PasswordStep : CodeStep;
  return (
    <Stack gap="large">
      {state.isTooLate === true && (
        <div role="alert">
          <Notice kind="warn">{loginText.tooLate}</Notice>
        </div>
      )}
      <Step
        // The second factor begins anew, even if it is of the same kind.
        key={state.second?.mfaId ?? "first"}
        state={state}
        identityFields={methods.password.identityFields}
        demoPassword={demo.password}
        onSecond={setState}
        onEntered={enter}
        onOther={
          other &&
          ((email) => {
            setState({ ...state, email });
            setChosen(other);
          })
        }
      />
      {state.second === undefined ? (
        <FirstTime />
      ) : (
        <Button kind="ghost" onClick={beginAgain}>
          {loginText.beginAgain}
        </Button>
      )}
    </Stack>
  );
}

/** How far the visitor has come. Who takes longer for the second factor than the server waits begins again. */
function useLoginState({ mfa }: AuthMethodsList, demo: DemoLogin) {
  const carried = useCarriedEmail();
  const [state, setState] = useState<LoginState>({
    email: demo.email || carried,
  });
  const beginAgain = () => setState(({ email }) => ({ email }));
  const isWaiting = state.second !== undefined;
  const milliseconds = mfa.duration * 1000;
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setTimeout(
      () => setState(({ email }) => ({ email, isTooLate: true })),
      milliseconds,
    );
    return () => clearTimeout(timer);
  }, [isWaiting, milliseconds]);
  return { state, setState, beginAgain };
}

/** Leads to where the visitor wanted to go. */
function useEntrance(): () => void {
  const router = useRouter();
  const { back } = useSearch({ from: "/guest/login" });
  return () => {
    // Only within the admin: whoever wrote the link may have put another address there.
    if (back?.startsWith("/") === true && !back.startsWith("//")) {
      router.history.replace(back);
    } else {
      void router.navigate({ to: "/collections", replace: true });
    }
  };
}
