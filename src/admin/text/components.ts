/** What the design system's parts say by themselves. */
export const componentsText = {
  close: "Close",
  cancel: "Cancel",
  loading: "Loading …",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "The browser does not allow copying here",
  clearSearch: "Clear the search",
  notifications: "Notifications",
  dismiss: "Dismiss",
  breadcrumbs: "Where you are",
  resize: "Resize the sidebar",
  hasProblem: "has a problem",
  noDate: "None",
  inZone: "{time} ({zone})",
  justNow: "just now",
  soon: "in less than a minute",
  percent: "{percent} %",
  on: "On",
  off: "Off",

  confirm: {
    typed: "To confirm, enter {name}",
  },

  selection: {
    label: "What is selected",
    count: "{count} selected",
    clear: "Clear",
    export: "Export",
  },

  sort: {
    handle: "Move",
    handleFor: "Move {item}",
    item: "Item {position}",
    instructions:
      "Press Space or Enter to pick the item up, the arrow keys to move it, Space or Enter to put it down, Escape to leave it where it was.",
    picked: "{item} picked up, position {position} of {count}.",
    moved: "{item} is at position {position} of {count}.",
    dropped: "{item} put down at position {position} of {count}.",
    cancelled: "{item} is back where it was.",
  },

  /** Keys that have a name rather than a letter. */
  keys: {
    Ctrl: "Ctrl",
    Alt: "Alt",
    Shift: "Shift",
    Enter: "Enter",
    Escape: "Esc",
    Backspace: "Backspace",
    Delete: "Del",
    Space: "Space",
    Tab: "Tab",
    ArrowUp: "↑",
    ArrowDown: "↓",
    ArrowLeft: "←",
    ArrowRight: "→",
  } as Readonly<Record<string, string>>,
  /** The same on a Mac, where they differ. */
  macKeys: {
    Ctrl: "⌃",
    Mod: "⌘",
    Alt: "⌥",
    Shift: "⇧",
    Enter: "⏎",
    Backspace: "⌫",
  } as Readonly<Record<string, string>>,
} as const;
