/** What the preview of a collection's API says, the comments in its examples included. */
export const apiPreviewText = {
  title: "API of {collection}",
  subtitle: "Examples with this collection's own fields, to paste and run",
  chapters: "What the API can do",
  choose: "Show",
  groups: { records: "Records", login: "Logging in", account: "Accounts" },
  off: "off",

  languages: { js: "JavaScript", dart: "Dart", curl: "curl" },
  language: "Language",
  example: "Example in {language}",
  noExample: "There is no single call for this in {language}.",
  recordId: "Id of the record in the examples",
  recordIdHint:
    "What the examples change or delete is a real record once its id is here.",
  answers: "Answers",
  answer: "Answer with status {status}",
  noBody: "No content",
  path: "In the path",
  headers: "In the headers",
  query: "In the query",
  body: "In the body",
  bodyHint:
    "As JSON, or as a form (multipart/form-data) where there are files.",
  columns: { name: "Name", type: "Type", note: "What it is" },
  required: "required",
  filterHelp: "How filters are written",
  further: {
    label: "More to read",
    api: "All requests of this server",
    js: "The JavaScript SDK",
    dart: "The Dart SDK",
  },

  access: {
    title: "Who may",
    everyone: "Everyone, without logging in.",
    superusers: "Superusers only.",
    rule: "Whoever this rule lets, and superusers:",
    loggedIn: "Whoever is logged in.",
  },

  types: {
    text: "Text",
    number: "Number",
    bool: "true or false",
    email: "Email address",
    url: "URL",
    editor: "HTML",
    date: "Date",
    autodate: "Date",
    select: "Choice",
    json: "JSON",
    file: "File",
    relation: "Record id",
    geoPoint: "Object",
    password: "Text",
    list: "List of: {type}",
    object: "Object",
  } as Readonly<Record<string, string>>,

  notes: {
    length: "{min} to {max} characters.",
    atLeast: "At least {min} characters.",
    atMost: "At most {max} characters.",
    pattern: "Must match {pattern}.",
    generated: "Made by the server if it is missing.",
    range: "{min} to {max}.",
    from: "From {min}.",
    upTo: "Up to {max}.",
    whole: "A whole number.",
    onlyDomains: "Only of {domains}.",
    exceptDomains: "Not of {domains}.",
    oneOf: "One of {values}.",
    someOf: "Up to {max} of {values}.",
    records: "Of a record in {collection}.",
    manyRecords: "Of up to {max} records in {collection}.",
    leastRecords: "At least {min}.",
    files: "Up to {max} files.",
    fileSize: "At most {size}.",
    mimeTypes: "Only {types}.",
    date: "In UTC, as in {example}.",
    geoPoint: "Longitude and latitude, as in {example}.",
    hidden: "Only superusers see and set it.",
    append: "{name}+ adds to the list, {name}- takes away from it.",
    add: "{name}+ and {name}- add to the number, and take from it.",
    password: "The password of the account.",
    passwordConfirm: "The same password once more.",
    oldPassword:
      "The password until now; needed to change it, except by superusers and who may manage accounts.",
    emailByManagers:
      "Only superusers and who may manage accounts change it here; others ask for an email change.",
    verified: "Only superusers and who may manage accounts set it.",
    emailVisibility: "Whether others see the email address.",
  },

  parameters: {
    page: "Which page, from 1.",
    perPage: "Records on a page, up to 1000; 30 unless told.",
    sort: "Fields to sort by, with commas between them; - in front for the other way round. Also @random and @rowid.",
    filter: "Which records; see below.",
    expand:
      "Relations whose records are to come along, up to six deep, as in {example}. They are in expand of each record, if whoever asks may view them.",
    expandNone: "This collection has no relations.",
    fields:
      "Only these fields, with commas between them; * for all, and name:excerpt(200,true) for the beginning of a text.",
    skipTotal: "With 1, nothing is counted, which is faster.",
    cursor:
      "Empty to begin, then nextCursor of the page before: pages that stay right while records come and go.",
    thumb:
      "A size of a picture, as in 100x100 (cut), 100x100f (nothing is cut), 0x100, 100x0.",
    token: "A file token; for protected files.",
    download: "With 1, browsers save the file instead of showing it.",
    id: "Id of the record.",
    fileName: "Name of the file, as the record has it.",
    ifMatch:
      "The ETag that came with the record. If it has changed since, nothing is done and the answer is 412.",
    clientId: "The id from the first event of the connection.",
    subscriptions:
      "What to hear of, instead of all before: {collection}/* or {collection}/RECORD_ID.",
    requests: "The requests, each with method, url and body.",
    requestMethod: "POST to create, PATCH, DELETE, or PUT to create or update.",
    requestUrl: "The address of the request, without the server.",
    requestBody: "The values, as by itself.",
    identity: "The value of {fields}.",
    identityField: "Look only in this one of the fields.",
    password: "The password.",
    mfaId: "Of the first factor, if this is the second.",
    otpEmail: "Where the one-time password goes.",
    otpId: "What the request for the password answered.",
    otp: "The one-time password from the mail.",
    provider: "The provider's name, as in {example}.",
    code: "What the provider sent the user back with.",
    codeVerifier: "The one that came with the auth methods.",
    redirectURL: "Where the provider has sent the user back to.",
    createData: "Values for the record, if it is a new one.",
    email: "Email address of the account.",
    mailToken: "The token from the link in the mail.",
    newPassword: "The new password.",
    newPasswordConfirm: "The new password once more.",
    newEmail: "The new email address; it gets the mail.",
    accountPassword: "The account's password.",
    duration: "Seconds that the token is good for; 0 for the usual.",
    exportFormat:
      "csv (with a line of names), json (one list) or ndjson (an object on each line).",
    exportSort:
      "Fields to sort by, with commas between them; - in front for the other way round.",
    exportExpand:
      "Relations whose records are to come along, if whoever asks may view them.",
    exportFields:
      "Only these fields, with commas between them; in CSV they are the columns, in this order.",
    formulas:
      "keep: in CSV, texts that a spreadsheet would take for formulas stay as they are. Unless told, they get an apostrophe, which an import takes off again.",
    bom: "With true, CSV begins with a mark by which spreadsheets tell UTF-8.",
    importFile:
      "Up to 1 GB, or 32 MB of those who are no superusers. It is the body itself, with its content type (text/csv, application/json, application/x-ndjson), or this part of a form, whose other parts may be the options.",
    importFormat:
      "csv, json or ndjson. Unless told, the content type, the file's name or its beginning says it.",
    importMode:
      "What becomes of a row whose record is there already: create (the row is wrong, unless told), upsert (it changes the record, as the update rule lets), skip (it is left out).",
    importKey:
      "By which field upsert and skip find a record: id, unless told, or one whose values are unique.",
    importMapping:
      "The field that a column is for, or null for none, as JSON: {example}. Other columns go by their own name.",
    importDelimiter:
      "What stands between the values of CSV: one character, or tab. Found out unless told.",
    importDryRun: "With true, nothing is done but to say what would be.",
    importAtomic:
      "All rows or none: true unless told. With false, the rows that are right come in.",
    importAccept:
      "With application/x-ndjson, the answer comes in lines that say how far the import is, the report being the last.",
  },

  comments: {
    logIn: "Log in first: the rule asks for it.",
    logInSuperuser: "Log in as a superuser first.",
    token: "YOUR_TOKEN: what a login answers.",
    all: "Or all of them, page by page.",
    file: "{name}: a file of yours.",
    onAll: "Every record of the collection.",
    onOne: "One record.",
    stop: "To hear no more:",
    eventSource:
      "In Node, first: globalThis.EventSource = (await import('eventsource')).EventSource;",
    batchDelete: "Deleting works as well:",
    fileAddress: "The address of the file, and of a small picture of it.",
    protectedFile: "The file is protected: its address needs a token.",
    who: "Who is logged in now:",
    logOut: "To log out:",
    mfa: "With a second factor: the first answers 401 with an mfaId, which the second takes along.",
    oauth2Window:
      "Opens a window of the provider. {address} must be registered there as the redirect address.",
    oauth2Code:
      "After the redirect: what the provider gave, and what the auth methods said.",
    asThem: "Requests of this client are made in the account's name.",
    exportCsv: "As CSV, which the SDK does not read:",
    dryRun:
      "Only says what would happen. Without dryRun, the rows are imported.",
    keepOpen: "This stays open; the first event brings the id of the client.",
  },

  list: {
    title: "List and search",
    lead: "Records by pages, filtered and sorted.",
  },
  view: { title: "View", lead: "One record by its id." },
  create: {
    title: "Create",
    lead: "A new record.",
    leadAuth: "A new account. Who made it logs in with its password.",
  },
  update: {
    title: "Update",
    lead: "Changes a record. What is not sent stays as it is.",
  },
  delete: {
    title: "Delete",
    lead: "Deletes a record with its files. What refers to it is deleted with it or loses the reference, as its relation says.",
  },
  batch: {
    title: "Batch",
    lead: "Several changes at once, in any collections: all of them happen, or none. Each needs the rights that it would need by itself.",
    off: "Batches are switched off in the settings.",
  },
  realtime: {
    title: "Realtime",
    lead: "Changes of records as they happen, over one open connection (server-sent events). Whoever may list or view a record hears of it.",
    connect: "Connect",
    subscribe: "Say what to hear of",
  },
  files: {
    title: "Files",
    lead: "Files of a record by their names. Anyone who has the address gets the file, unless its field is protected.",
    leadProtected:
      "Files of a record by their names. For protected ones, the address needs a token of somebody who may view the record.",
    view: "Get a file",
    content: "The file's content",
    token: "Get a token for protected files",
  },
  import: {
    title: "Import",
    lead: "Records from a file: each row is created, or changed, as a request of its own would do it. Files of records cannot be imported.",
    off: "{field} is required, and files cannot be imported: rows that would create a record are refused.",
  },
  export: {
    title: "Export",
    lead: "All records of a list as a file, sent while it is read, however many there are.",
  },
  authMethods: {
    title: "Auth methods",
    lead: "How one can log in to this collection, with what a login by OAuth2 needs.",
  },
  password: {
    title: "With a password",
    lead: "Logs in with {fields} and a password. The answer has a token, good for {duration}, which goes with each request after it.",
    off: "Logging in with a password is switched off for this collection.",
  },
  otp: {
    title: "One-time password",
    lead: "Logs in with digits that are mailed. Who gets them is known to own the address.",
    request: "Have it sent",
    login: "Log in with it",
    off: "One-time passwords are switched off for this collection.",
  },
  oauth2: {
    title: "OAuth2",
    lead: "Logs in with an account of another service. Who is new gets a record.",
    code: "With a code",
    off: "OAuth2 is switched off for this collection.",
  },
  refresh: {
    title: "Refresh",
    lead: "A new token for who is logged in already, and the record as it is now.",
  },
  verification: {
    title: "Verification",
    lead: "Confirms that the email address of an account is its owner's.",
    request: "Have the mail sent",
    confirm: "Confirm with the token",
  },
  passwordReset: {
    title: "Password reset",
    lead: "A new password for who has forgotten the old one. All earlier tokens of the account end.",
    request: "Have the mail sent",
    confirm: "Set the new password",
  },
  emailChange: {
    title: "Email change",
    lead: "Another email address for the account. All its earlier tokens end.",
    request: "Have the mail sent",
    confirm: "Confirm with the token",
  },
  impersonate: {
    title: "Impersonate",
    lead: "A token with which a superuser acts in the name of an account, to look into a problem for example.",
  },

  durations: {
    seconds: "{count} seconds",
    minutes: "{count} minutes",
    hours: "{count} hours",
    days: "{count} days",
  },
} as const;
