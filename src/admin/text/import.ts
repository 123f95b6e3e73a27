/** What the import of records says. */
export const importText = {
  title: "Import records",
  into: "Into {collection}",

  source: {
    lead: "A table as CSV, with the names of the columns in its first line, or records as JSON.",
    drop: "Choose a file, or drop it here",
    dropHint: "CSV, JSON or a JSON object per line, up to 1 GB.",
    paste: "Or paste rows here",
    placeholder: "title,views\nA first post,12",
    use: "Use what is pasted",
    reading: "Looking at the file …",
    unreadable:
      "{name} cannot be read. It has to be CSV, a JSON array of objects, or a JSON object per line.",
    pastedName: "pasted",
  },

  file: {
    name: "File",
    format: "Format",
    formats: { csv: "CSV", json: "JSON", ndjson: "JSON, an object per line" },
    delimiter: "Between values",
    delimiters: {
      comma: "Comma",
      semicolon: "Semicolon",
      tab: "Tab",
      pipe: "Vertical bar",
    },
  },

  mapping: {
    title: "What goes where",
    fieldFor: "Field for the column {column}",
    unnamed: "(no name)",
    empty: "Nothing in the first rows",
    leaveOut: "Leave out",
    missing:
      "No column is for {fields}. New records need that, so rows that make one will be refused.",
    none: "Choose a field for at least one column.",
  },

  /** What a field takes, by its type. */
  hints: {
    bool: "true or false, yes or no, 1 or 0",
    date: "As in 2026-11-22 10:30:00Z",
    autodate: "Left empty, the server sets it",
    select: "One of: {values}",
    selectSeveral: "Commas between several of: {values}",
    relation: "The id of a record of {collection}",
    relationSeveral: "Ids of records of {collection}, commas between them",
    json: "JSON",
    geoPoint: 'As in {"lon": 13.4, "lat": 52.5}',
    password: "As it is typed, not scrambled",
    id: "Left out, the server makes one up",
  },

  mode: {
    label: "Rows whose record is there already",
    create: "Are wrong",
    createHint: "Every row makes a new record.",
    upsert: "Change it",
    upsertHint: "What has no column stays as it is.",
    skip: "Are left out",
    skipHint: "Only new ones come in.",
    key: "Records are found by",
    keyHint: "The id, or a field whose values are unique.",
  },

  check: "Check the file",
  back: "Back",
  stop: "Stop",
  cancel: "Cancel",
  finish: "Done",
  another: "Import another file",

  running: {
    send: "Sending the file",
    check: "Checking: {count} rows so far",
    write: "Writing: {count} rows so far",
    checkHint: "Nothing is changed yet.",
    stopTitle: "Stop the import?",
    stopText: "What is not written by then does not come in.",
    stopAction: "Stop",
    stopped: "The import was stopped.",
  },

  report: {
    checkedGood: "The file is good",
    checkedBad: "Some rows are wrong",
    checkedAllBad: "All rows are wrong",
    nothingToDo: "There is nothing to import",
    created: "New",
    updated: "Changed",
    skipped: "Left out",
    failed: "Wrong",
    total: "Rows",
    atomic: "All rows or none",
    atomicHint:
      "Should anything go wrong on the way, nothing is imported. Other writers wait meanwhile.",
    tooMany:
      "Up to {most} rows. This file has more: what is right comes in bit by bit.",
    mend: "Mend the file and choose it again, or import only the rows that are right.",
    import: "Import {count} rows",
    importOne: "Import 1 row",
    importGood: "Import the {count} good rows",
    importGoodOne: "Import the good row",
    done: "{count} records are imported",
    doneOne: "1 record is imported",
    doneSome: "{count} of {total} rows are imported",
    doneNone: "Nothing was imported",
  },

  errors: {
    title: "What is wrong",
    row: "Row",
    line: "Line",
    field: "Field",
    problem: "Problem",
    whole: "The row",
    shown: "The first {shown} of {count} rows.",
    download: "Download these rows",
    downloadHint:
      "A CSV with the rows as they are in the file, each with what is wrong. Mend them there and import that file.",
    downloadSome: "Download the first {count} of these rows",
    downloadFirst:
      "No more than the first {count} of {failed} wrong rows are named at once: once these are right, check the file again to see the others.",
    failed: "The rows could not be read from the file again. Was it moved?",
    fileName: "{collection}-wrong-rows.csv",
  },
} as const;
