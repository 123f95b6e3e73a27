/** What the frame around every page says. */
export const shellText = {
  mainNavigation: "Main navigation",
  skip: "Skip to the content",
  collections: "Collections",
  logs: "Logs",
  settings: "Settings",
  commands: "Search and commands",
  theme: "Colours",
  themes: {
    system: "As the system",
    light: "Light",
    dark: "Dark",
  },
  zones: {
    local: "Local",
    utc: "UTC",
  },
  account: {
    menu: "Account",
    superusers: "Manage superusers",
    documentation: "API documentation",
    shortcuts: "Keyboard shortcuts",
    times: "Times",
    timesUtc: "As stored, and as filters take them",
    version: "Hutch {version}",
    versionHint: "Copy the version",
    logOut: "Log out",
  },
  failure: {
    title: "This page has stopped working",
    text: "Nothing that is stored was lost. Load the page anew to go on; if it happens again, tell the developers what you did.",
    reload: "Load the page anew",
    details: "Details",
  },
  unsaved: {
    title: "Leave without saving?",
    text: "What you have changed here is not saved yet.",
    leave: "Leave",
  },
} as const;
