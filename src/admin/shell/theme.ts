import { useSyncExternalStore } from "react";

/** Which colours the admin is drawn in. */
export type Theme = "system" | "light" | "dark";

export const themes: readonly Theme[] = ["system", "light", "dark"];

const storageKey = "hutch.theme";
const listeners = new Set<() => void>();

function readTheme(): Theme {
  const stored = localStorage.getItem(storageKey);
  return themes.find((theme) => theme === stored) ?? "system";
}

/** Draws the page in the colours that were chosen last. */
export function applyTheme(): void {
  const theme = readTheme();
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

export function setTheme(theme: Theme): void {
  localStorage.setItem(storageKey, theme);
  changed();
}

function changed(): void {
  applyTheme();
  for (const listener of listeners) listener();
}

window.addEventListener("storage", ({ key }) => {
  if (key === storageKey) changed();
});

/** The chosen colours, now and whenever that changes, in another tab too. */
export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, readTheme);
}
