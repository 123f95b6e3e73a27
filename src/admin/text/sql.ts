/** What the SQL console says. */
export const sqlText = {
  title: "SQL console",
  lead: "Statements run directly on the database of collections and records, past all rules and checks. Several, with semicolons between them, are one transaction.",
  editor: "SQL",
  placeholder: "select * from users limit 100",
  run: "Run",
  stop: "Stop",
  stopped: "Stopped. Nothing was written.",
  running: "Running …",
  tooLong: "{bytes} of {most} bytes: the server takes no more at once.",

  tables: "Tables",

  history: {
    title: "Earlier statements",
    search: "Search what was run",
    none: "What you run is kept here, in this browser only. Statements that write passwords, tokens or secrets are not.",
    noneFound: "Nothing like this was run.",
    use: "Put into the editor",
    forget: "Forget this statement",
    forgetAll: "Forget all",
  },

  confirm: {
    title: "Run what may write?",
    titleHidden: "Run this on the database?",
    text: "This changes the database directly: rules, checks, files and realtime are bypassed, and it cannot be undone. A backup first is a good idea.",
    textHidden: "The settings hide controls that change things on this server.",
    action: "Run it",
  },

  result: {
    label: "Result",
    table: "Rows of the result",
    rows: "{count} rows",
    oneRow: "1 row",
    affected: "{count} rows written",
    oneAffected: "1 row written",
    time: "{count} ms",
    cut: "Only the first {count} rows are shown. Add a limit, or select less.",
    noRows: "The query found no rows.",
    done: "Done.",
    number: "Row",
    null: "NULL",
    empty: "empty text",
    copyCell: "Copy the value",
    cellTitle: "{column}, row {row}",
    csv: "Download as CSV",
    json: "Download as JSON",
    download: "Download",
    sortBy: "Sort by {column}",
  },

  atLine: "Line {line}, column {column}: {message}",
} as const;
