import type { ReactNode } from "react";
import { ConfirmProvider } from "./confirm.tsx";
import { Toasts } from "./toasts.tsx";
import { Tooltips } from "./tooltip.tsx";

/** What may appear above the whole app: questions, toasts, tooltips. Once around it. */
export function Overlays({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <ConfirmProvider>{children}</ConfirmProvider>
      <Tooltips />
      <Toasts />
    </>
  );
}
