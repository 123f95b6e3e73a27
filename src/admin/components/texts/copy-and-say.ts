import { componentsText } from "../../text/components.ts";
import { copyText } from "./copy-text.ts";
import { toast } from "../overlays/toasts.tsx";

/** Puts a text on the clipboard, and says in a toast whether that worked. */
export async function copyAndSay(text: string): Promise<void> {
  if (await copyText(text)) toast.plain(componentsText.copied);
  else toast.bad(componentsText.copyFailed);
}
