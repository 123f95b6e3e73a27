/** What is said of the rules that say who may do what. */
export const rulesText = {
  lead: "Who may do what through the API. Superusers always may.",
  systemLead:
    "The server relies on these rules. They can be read, and not changed.",

  names: {
    listRule: "List and search",
    viewRule: "View",
    createRule: "Create",
    updateRule: "Update",
    deleteRule: "Delete",
    authRule: "Log in",
    manageRule: "Manage accounts",
    mfaRule: "Second factor",
  },
  hints: {
    listRule: "Records that do not match are left out of lists and searches.",
    viewRule:
      "Records that do not match cannot be opened, expanded or received live.",
    createRule:
      "The fields are those of the new record; @request.body is what was sent.",
    updateRule:
      "The fields are as they are stored; @request.body is what was sent.",
    deleteRule: "Records that do not match cannot be deleted.",
    authRule:
      "Asked at each log in, by whatever method. The fields are those of the account.",
    manageRule:
      "Who matches may also change email, password and verification of others, as a superuser may. It comes on top of the rules for create and update.",
    mfaRule: "Who matches needs a second factor. Empty: everyone does.",
  },

  /** What stands in the field while it is empty. */
  placeholder: "Everyone. Write a condition to restrict it.",
  authPlaceholder:
    "Everyone with an account. Write a condition to restrict it.",
  managePlaceholder: "Write a condition.",
  mfaPlaceholder: "Everyone needs a second factor.",

  states: {
    locked: "Superusers only",
    public: "Everyone",
    conditional: "Condition",
    none: "Does not apply",
  },
  authLocked: "Nobody can log in",
  manageLocked: "Superusers only",
  lock: "Lock “{rule}” to superusers",
  lockLogin: "Lock “{rule}”: nobody can log in",
  unlock: "Unlock “{rule}”",
  unlockHint: "Unlock to set a rule",
  restoreHint: "Unlock to get back:",

  warnings: {
    createRule:
      "Anyone on the internet can create records, without logging in.",
    updateRule:
      "Anyone on the internet can change every record, without logging in.",
    deleteRule:
      "Anyone on the internet can delete every record, without logging in.",
    manageRule:
      "This rule cannot be empty. Write a condition, or lock it to superusers.",
  },

  presets: {
    open: "Presets for “{rule}”",
    locked: "Superusers only",
    everyone: "Everyone",
    everyoneHint: "Without logging in",
    account: "Everyone with an account",
    verified: "Verified accounts",
    verifiedHint: "Whose email address is confirmed",
    loggedIn: "Logged in",
    loggedInHint: "With any account",
    self: "The account itself",
    selfHint: "Each account its own record",
    owner: "Who is in {field}",
    ownerHint: "An account that the record refers to",
  },

  syntax: {
    open: "Syntax",
    title: "How rules are written",
    lead: "A rule compares values and joins comparisons with && (and), || (or) and parentheses. Text stands in quotes.",
    examples: "Examples",
    example: {
      loggedIn: "Whoever is logged in",
      recent: "{field} is within the last 24 hours",
      owner: "What belongs to the account that asks",
      unchanged: "What is sent leaves {field} as it is",
    },
    fields: "Fields of {name}",
    fieldsHint: "A relation's fields follow after a dot.",
    request: "The request",
    macros: "Moments, in UTC",
    operators: "Comparisons",
    operatorsHint:
      "The plain ones need every value of a list to match; with ? one is enough.",
    modifiers: "After a field",
    functions: "Functions",
    others: "Other collections",
    othersText: "@collection.name.field",
    othersHint: "is a field of any record there that makes the rule true.",
  },

  overview: {
    title: "All rules",
    search: "Search the rules",
    searchPlaceholder: "Collection or rule",
    onlyPublic: "Only what everyone may do",
    system: "System collections",
    table: "Rules by collection",
    collection: "Collection",
    edit: "{rule} of {collection}:",
    editTitle: "{rule} of {collection}",
    nothing: "No collection fits",
    nothingText: "Look for something else, or show more of them.",
    nothingPublic: "Nothing is open to everyone",
    nothingPublicText:
      "No rule among these is empty, so each asks for something.",
    showAll: "Show all",
    mfaEveryone: "Everyone needs it",
    save: "Save the rule",
    saved: "The rule is saved.",
    publicCount: "Rules that are open to everyone: {count}",
    writeWarning: "Open to everyone without logging in",
  },
} as const;
