import { Link, Outlet, useRouter } from "@tanstack/react-router";
import { Database, ScrollText, Search, Settings as Gear } from "lucide-react";
import { lazy, Suspense, useEffect } from "react";
import { IconButton } from "../components/button.tsx";
import { useShortcut } from "../components/hooks/use-shortcut.ts";
import { Mark } from "../components/mark.tsx";
import { isLoggedIn, refreshSession, useSuperuser } from "../server/session.ts";
import { useSettings } from "../server/settings.ts";
import { text } from "../text/index.ts";
import { shellText } from "../text/shell.ts";
import { applyAccent } from "./accent.ts";
import { AccountMenu } from "./account-menu.tsx";
import styles from "./frame.module.css";
import { ThemeMenu } from "./theme-menu.tsx";
import { useDialogs } from "./use-dialogs.ts";

const loadPalette = () => import("./commands/command-palette.tsx");
const CommandPalette = lazy(async () => ({
  default: (await loadPalette()).CommandPalette,
}));
const ShortcutSheet = lazy(async () => ({
  default: (await import("./commands/shortcut-sheet.tsx")).ShortcutSheet,
}));

const places = [
  { to: "/collections", icon: Database, label: shellText.collections },
  { to: "/logs", icon: ScrollText, label: shellText.logs },
  { to: "/settings", icon: Gear, label: shellText.settings },
] as const;

/** What is around every page of a superuser: where to go, and who is there. */
export function Frame() {
  useLogin();
  usePalette();
  const name = useAppearance();
  const { opened, open, close } = useDialogs();
  useShortcut("Mod+K", () => open("commands"), {
    label: shellText.commands,
    everywhere: true,
  });
  useShortcut("?", () => open("shortcuts"), {
    label: shellText.account.shortcuts,
  });

  return (
    <div className={styles["frame"]}>
      <a
        className={styles["skip"]}
        href="#content"
        onClick={(event) => {
          // The address names the page: the link moves the focus only.
          event.preventDefault();
          document.getElementById("content")?.focus();
        }}
      >
        {shellText.skip}
      </a>
      <header className={styles["header"]}>
        <Link to="/collections" className={styles["brand"]}>
          <Mark />
          <span>{name}</span>
        </Link>
        <nav className={styles["places"]} aria-label={shellText.mainNavigation}>
          {places.map(({ to, icon: Icon, label }) => (
            <Link key={to} to={to} className={styles["place"]}>
              <Icon aria-hidden />
              <span>{label}</span>
            </Link>
          ))}
        </nav>
        <div className={styles["tools"]}>
          <IconButton
            icon={Search}
            label={shellText.commands}
            onClick={() => open("commands")}
          />
          <ThemeMenu />
          <AccountMenu onShortcuts={() => open("shortcuts")} />
        </div>
      </header>
      <main id="content" tabIndex={-1} className={styles["content"]}>
        <Outlet />
      </main>
      <Suspense>
        {opened === "commands" && <CommandPalette onClose={close} />}
        {opened === "shortcuts" && <ShortcutSheet onClose={close} />}
      </Suspense>
    </div>
  );
}

/** Milliseconds for what the page itself needs. */
const untilPalette = 1_500;

/** Gets the palette before it is wanted: it could not take what is typed right after its keys if it had to come first. */
function usePalette(): void {
  useEffect(() => {
    const timer = setTimeout(
      // If it does not come now, opening it gets it.
      () => void loadPalette().catch(() => undefined),
      untilPalette,
    );
    return () => clearTimeout(timer);
  }, []);
}

/** Without a login there is nothing to see here. */
function useLogin(): void {
  const router = useRouter();
  const superuser = useSuperuser();
  useEffect(() => {
    if (superuser === null || !isLoggedIn()) void router.invalidate();
  }, [router, superuser]);
  useEffect(() => void refreshSession(), []);
}

/** The server's own name and colour. Returns the name. */
function useAppearance(): string {
  const meta = useSettings().data?.meta;
  useEffect(() => {
    if (meta !== undefined) applyAccent(meta.accentColor);
  }, [meta]);
  return meta?.appName ?? text.product;
}
