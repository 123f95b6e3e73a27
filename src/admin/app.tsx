import type { ComponentType } from "react";
import { EmailChangePage } from "./pages/email-change-page.tsx";
import { InstallPage } from "./pages/install-page.tsx";
import type { LinkPageProps } from "./pages/link-page.ts";
import { OAuth2Page } from "./pages/oauth2-page.tsx";
import { PasswordResetPage } from "./pages/password-reset-page.tsx";
import { StartPage } from "./pages/start-page.tsx";
import { VerificationPage } from "./pages/verification-page.tsx";
import { useLocation } from "./routing/location.ts";
import type { LinkPage } from "./routing/route.ts";

const linkPages: Readonly<Record<LinkPage, ComponentType<LinkPageProps>>> = {
  verification: VerificationPage,
  passwordReset: PasswordResetPage,
  emailChange: EmailChangePage,
  install: InstallPage,
};

/** The page that the address names. */
export function App() {
  const { route, finished } = useLocation();
  if ("token" in route) {
    const Page = linkPages[route.page];
    // Another link in the same window begins anew.
    return <Page key={route.token} token={route.token} finished={finished} />;
  }
  if (route.page === "start") return <StartPage />;
  return <OAuth2Page succeeded={route.page === "oauth2Success"} />;
}
