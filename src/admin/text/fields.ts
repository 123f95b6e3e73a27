/** What form fields say by themselves. */
export const fieldText = {
  show: "Show",
  hide: "Hide",
  showPassword: "Show {field}",
  hidePassword: "Hide {field}",
  generate: "Generate a random value",

  choose: "Choose …",
  clear: "Clear {field}",
  open: "Show the choices for {field}",
  chosen: "Chosen for {field}",
  remove: "Remove {value}",
  nothingFound: "Nothing found",
  searching: "Searching …",
  addTag: "Type and press Enter",

  more: "Raise {field}",
  less: "Lower {field}",
  notNumber: "Write a number, such as 12 or 0.5.",
  tooSmall: "Use {min} or more.",
  tooLarge: "Use {max} or less.",

  dateExample: "2026-11-22 10:30",
  notDate: "Write a date as in {example}.",
  inLocal: "Local time",
  storedAs: "Local time, stored as {value}",
  inUtc: "UTC",
  hereIs: "UTC; here it is {value}",
  now: "Now",
  setNow: "Set {field} to now",
  openCalendar: "Choose {field} in a calendar",
  isToday: "Today, {date}",
  time: "Time",

  pickColor: "Pick {field}",
  colorExample: "#a84a1a",
  notColor: "Write a colour as in {example}.",
} as const;
