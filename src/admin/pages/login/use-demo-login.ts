import { useRouter, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useBeginning } from "../../routing/use-beginning.ts";

/** What a link fills into the login: that of a demonstration, which all may know. */
export interface DemoLogin {
  readonly email: string;
  readonly password: string;
}

/** What the address fills in, empty where it says nothing. It goes from the address, and stays as long as the page does. */
export function useDemoLogin(): DemoLogin {
  const router = useRouter();
  const search = useSearch({ from: "/guest/login" });
  const { back, demoEmail: email = "", demoPassword: password = "" } = search;
  const [demo, setDemo] = useState<DemoLogin>({ email, password });
  useBeginning(email !== "" || password !== "", () => {
    setDemo({ email, password });
    void router.navigate({ to: "/login", search: { back }, replace: true });
  });
  return demo;
}
