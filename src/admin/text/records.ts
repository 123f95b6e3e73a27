/** What the table of records says. */
export const recordsText = {
  table: "Records of {collection}",
  newRecord: "New record",
  editCollection: "Collection settings",
  apiPreview: "API preview",
  more: "More",
  refresh: "Refresh",
  import: "Import records",
  exportAll: "Export as {format}",
  exportAs: "As {format}",
  exportFound: "Export what is found as {format}",

  count: "{count} records",
  countOne: "1 record",
  counting: "Counting …",
  rowOf: "of {total}",
  row: "Row",
  goToRow: "Go to row",

  filter: {
    label: "Search or filter",
    placeholder: "Search or filter",
    clear: "Clear",
    search: "Search",
    history: "Earlier searches",
    noHistory: "What you search for is kept here, in this browser only.",
    forget: "Forget {search}",
    forgetAll: "Forget all",
    failed: "The search did not work",
    unreachable: "The records could not be loaded",
  },

  columns: {
    title: "Columns",
    reset: "Reset the columns",
    hidden: "Hidden from everyone but superusers",
    hint: "Drag headings to move columns, and their edges to make them wider. With the keyboard it is Alt and an arrow key there, with Shift to move.",
  },

  header: {
    selectAll: "Select all records",
    menu: "Actions",
    sort: "Sort by {column}; drag to move the column",
  },

  record: {
    select: "Select {id}",
    menu: "Actions for {id}",
    actions: "Actions",
    open: "Open",
    duplicate: "Duplicate",
    copyId: "Copy the id",
    copyJson: "Copy as JSON",
    delete: "Delete",
    deleted: "This record was deleted",
  },

  cell: {
    nothing: "–",
    copyId: "Copy the id",
    you: "You",
    yes: "True",
    no: "False",
    more: "+{count}",
    openRelated: "Open {id}",
    preview: "Preview {file}",
    emailHidden: "The address is hidden from other users",
    missing: "This record does not exist any more",
  },

  live: {
    created: "{count} new records",
    createdOne: "1 new record",
  },

  selection: {
    delete: "Delete",
    tooMany: "At most {count} rows can be selected at once like this.",
    failed: "The rows could not be selected. Try again.",
  },

  remove: {
    title: "Delete {count} records?",
    titleOne: "Delete this record?",
    text: "They are gone for good, with their files. What refers to them is deleted or loses the reference, as its relation says.",
    textOne:
      "It is gone for good, with its files. What refers to it is deleted or loses the reference, as its relation says.",
    running: "Deleting",
    progress: "Deleting records …",
    stop: "Stop",
    close: "Close",
    done: "{count} records deleted",
    doneOne: "Record deleted",
    failedTitle: "{count} records could not be deleted",
    failedTitleOne: "1 record could not be deleted",
    failedText: "The others are gone. This is what the server said:",
  },

  export: {
    json: "JSON",
    csv: "CSV",
    running: "Preparing the file …",
  },

  empty: {
    noneTitle: "There are no records yet",
    noneText: "Create the first one here, or through the API.",
    noneViewText: "The query of this view finds nothing at the moment.",
    notFoundTitle: "Nothing matches",
    notFoundText: "No record matches {search}.",
    clearFilter: "Clear the search",
  },
} as const;
