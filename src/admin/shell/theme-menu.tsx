import { Monitor, Moon, Sun } from "lucide-react";
import { IconButton } from "../components/button.tsx";
import { Menu } from "../components/overlays/menu.tsx";
import { shellText } from "../text/shell.ts";
import { setTheme, type Theme, themes, useTheme } from "./theme.ts";

const icons = {
  system: Monitor,
  light: Sun,
  dark: Moon,
} as const satisfies Record<Theme, unknown>;

/** Chooses the colours that the admin is drawn in. */
export function ThemeMenu() {
  const theme = useTheme();
  return (
    <Menu
      label={shellText.theme}
      trigger={<IconButton icon={icons[theme]} label={shellText.theme} />}
      items={themes.map((name) => ({
        label: shellText.themes[name],
        icon: icons[name],
        onSelect: () => setTheme(name),
      }))}
    />
  );
}
