import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { componentsText } from "../../text/components.ts";
import { IconButton } from "../button.tsx";
import { copyText } from "./copy-text.ts";
import { toast } from "../overlays/toasts.tsx";
import { VisuallyHidden } from "../layout/visually-hidden.tsx";

/** Milliseconds for which it says that it has copied. */
const saysFor = 2_000;

/** Puts a text on the clipboard. */
export function CopyButton({
  text,
  label = componentsText.copy,
  size = "small",
}: {
  readonly text: string;
  readonly label?: string;
  readonly size?: "normal" | "small";
}) {
  const [isCopied, setCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), saysFor);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy(): Promise<void> {
    const hasWorked = await copyText(text);
    setCopied(hasWorked);
    if (!hasWorked) toast.bad(componentsText.copyFailed);
  }

  return (
    <>
      <IconButton
        icon={isCopied ? Check : Copy}
        label={label}
        size={size}
        onClick={() => void copy()}
      />
      <VisuallyHidden>
        <span role="status">{isCopied ? componentsText.copied : ""}</span>
      </VisuallyHidden>
    </>
  );
}
