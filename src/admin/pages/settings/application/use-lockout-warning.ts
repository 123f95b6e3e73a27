import { isSame } from "../../../components/hooks/is-same.ts";
import { useConfirm } from "../../../components/overlays/confirm.tsx";
import type { Settings } from "../../../server/settings-model.ts";
import { fill } from "../../../text/index.ts";
import { settingsText } from "../../../text/settings.ts";
import type { ApplicationDraft } from "./application-draft.ts";
import { isWithin } from "./is-within.ts";

const texts = settingsText.superuserIPs;

/**
 * Asks before who saves is locked out.
 *
 * @param address this browser's, as the server sees it; empty if it is not known
 * @returns asks, if need be, and resolves to whether to go on
 */
export function useLockoutWarning(
  settings: Settings,
  address: string,
): (draft: ApplicationDraft) => Promise<boolean> {
  const confirm = useConfirm();
  return async ({ superuserIPs, trustedProxy }) => {
    const isProxyChanged = !isSame(trustedProxy, settings.trustedProxy);
    const isChanged =
      isProxyChanged || !isSame(superuserIPs, settings.superuserIPs);
    if (superuserIPs.length === 0 || !isChanged) return true;
    const isAllowed = isWithin(superuserIPs, address);
    if (isAllowed && !isProxyChanged) return true;
    return confirm({
      title: texts.confirmTitle,
      text: fill(isAllowed ? texts.confirmProxy : texts.confirmText, {
        address,
        undo: texts.confirmUndo,
      }),
      action: texts.confirmAction,
      kind: "danger",
      typed: texts.confirmTyped,
    });
  };
}
