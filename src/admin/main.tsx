import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";

const element = document.getElementById("app");
if (element === null) throw new Error("the page has no place for the admin");
createRoot(element).render(<App />);
