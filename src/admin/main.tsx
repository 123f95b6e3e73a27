import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { applyLastAccent } from "./shell/accent.ts";
import { showTabIcon } from "./shell/tab-icon.ts";
import { applyTheme } from "./shell/theme.ts";

const element = document.getElementById("app");
if (element === null) throw new Error("the page has no place for the admin");
showTabIcon();
applyTheme();
applyLastAccent();
createRoot(element).render(<App />);
