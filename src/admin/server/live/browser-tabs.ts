import { serverUrl } from "../connect.ts";
import type { TabMessage, Tabs } from "./shared-live.ts";

/** Of this server only: others may be behind other paths of the same origin. */
const name = `hutch.live ${serverUrl}`;

/**
 * The tabs of this browser, by Web Locks and a BroadcastChannel: who holds the one lock leads, and each tab holds one of its
 * own, which is free again when the tab is gone. Where these are missing (locks need a secure context), a tab is alone.
 */
export function joinTabs(): Tabs {
  const own = randomName();
  // Missing on plain HTTP, whatever the types say.
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined || typeof BroadcastChannel === "undefined") {
    return aloneAs(own);
  }
  const channel = new BroadcastChannel(name);
  void locks.request(lockOf(own), () => forever);
  return {
    own,
    send: (message) => channel.postMessage(message),
    listen: (listener) => {
      channel.addEventListener("message", ({ data }) =>
        listener(data as TabMessage),
      );
    },
    lead: (onLead) => {
      void locks.request(name, () => {
        onLead();
        return forever;
      });
    },
    whenGone: (tab, onGone) => void locks.request(lockOf(tab), onGone),
  };
}

function aloneAs(own: string): Tabs {
  return {
    own,
    send: () => undefined,
    listen: () => undefined,
    lead: (onLead) => onLead(),
    whenGone: () => undefined,
  };
}

function lockOf(tab: string): string {
  return `${name} ${tab}`;
}

/** `randomUUID` needs a secure context. */
function randomName(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

/** Holds a lock until the tab is gone. */
const forever = new Promise<never>(() => undefined);
