/** What the page of backups says. */
export const backupsText = {
  title: "Backups",
  lead: "A backup is a zip file with all data and files as they are at one moment. The server goes on meanwhile.",
  list: "Backups",
  name: "Name",
  size: "Size",
  made: "Made",
  actions: "Actions",
  automatic: "Automatic",
  failed: "The backups did not load",
  none: "There are no backups yet",
  noneText: "Make one now, or have the server make them by itself.",
  refresh: "Refresh",
  create: "New backup",
  upload: "Upload",
  download: "Download",
  downloadOf: "Download {name}",
  restore: "Restore",
  delete: "Delete",
  moreOf: "More for {name}",
  busy: "A backup is being made or restored",
  filesInS3:
    "Files of records are in S3, and no part of backups: only the data is.",

  creating: {
    title: "New backup",
    lead: "Everything goes on while it is made. For large data it takes a while; you can leave this page.",
    name: "Name",
    nameHint:
      "Lower-case letters, digits, - and _, with .zip at the end. Left empty, the server makes one up.",
    placeholder: "before-the-move.zip",
    start: "Make the backup",
    done: "The backup is made.",
    failed: "The backup was not made: {reason}",
  },

  uploading: {
    title: "Upload a backup",
    lead: "A zip file that was downloaded here, or from PocketBase. It keeps its name.",
    drop: "Choose a backup, or drop it here",
    progress: "Uploading {name}",
    done: "{name} is uploaded.",
    cancel: "Cancel",
    stop: "Stop",
    onlyZip: "A backup is a zip file.",
    taken:
      "There is a backup called {name} already. Rename the file, or delete that backup first.",
  },

  deleting: {
    title: "Delete {name}?",
    text: "The backup goes for good. The server's data stays as it is.",
    action: "Delete",
    done: "{name} is deleted.",
  },

  restoring: {
    title: "Restore {name}?",
    text: [
      "All data and files that are on the server now are replaced by those of the backup. Whatever came later is lost.",
      "For a moment requests wait, and whoever is logged in with an account that the backup does not know is logged out. You may have to log in with a superuser of the backup.",
      "If the backup cannot be used, everything stays as it is. Make a backup of the present state first if you may want to go back.",
    ],
    action: "Restore",
    runningTitle: "Restoring {name}",
    running: "Unpacking and checking",
    runningText: "Do not close this page. It goes on by itself.",
    unreachable: "Waiting for the server to come back",
    done: "{name} is restored.",
    loggedOut: "{name} is restored. Log in again.",
    unknown:
      "The server is back. It did not say whether {name} was restored: have a look at the data.",
    failed: "The backup was not restored",
    failedText: "Everything is as it was. The reason: {reason}",
    close: "Close",
    reload: "Load the admin anew",
  },

  schedule: {
    title: "Automatic backups",
    preset: "How often",
    presets: {
      off: "Never",
      daily: "Every day at midnight",
      weekly: "Every Sunday at midnight",
      twice: "Every Monday and Thursday at midnight",
      monthly: "On the first of every month",
      custom: "As I say",
    },
    cron: "Schedule",
    cronHint:
      "Minute, hour, day of the month, month and weekday (0 is Sunday), in UTC. Or @hourly, @daily, @weekly, @monthly, @yearly.",
    maxKeep: "How many to keep",
    maxKeepHint: "Older automatic ones go. Those that you make stay.",
    next: "Next",
    never: "This is no schedule yet.",
    utc: "Times of the schedule are in UTC.",
  },

  place: {
    title: "Where backups are kept",
    inFolder: "In the data folder",
    inS3: "In S3",
    s3Failed: "In S3, not connected",
    enabled: "Keep backups in an S3 bucket",
    enabledHint:
      "Apart from the server, so that they are there when it is not. Backups in the data folder are not moved.",
    sameBucket: "The files of records are in this bucket, too",
    sameBucketText:
      "They appear in the list of backups, where they can be deleted by accident. Use a bucket of its own.",
  },
} as const;
