/** What the editors of code say. */
export const codeText = {
  leave:
    "Tab leaves the field. While a list of completions is open, Tab takes what is chosen in it, and Escape closes it.",
  format: "Format",
  formatKeys: "Put it in order (Shift+Alt+F)",
  wholeText: "Whole text",
  copy: "Copy",
  code: "Code",
  before: "Before",
  after: "After",
  /** `{place}` is a line and a column. */
  problemAt: "{message} ({place})",
  place: "line {line}, character {column}",
  /** The place in a text of one line. */
  column: "character {column}",

  /** What is wrong with a filter. */
  check: {
    unknownField: "{collection} has no field “{field}”.",
    unknownColumn: "There is no field “{field}”, only {fields}.",
    unknownCollection: "There is no collection “{collection}”.",
    incompleteCollection:
      "Write a collection and a field: @collection.name.field.",
    unknownRequest:
      "A request has no “{path}”, only context, method, auth.…, body.…, query.… and headers.….",
    unknownLogin:
      "No login collection has “{path}”, so this does not work for anyone.",
    unknownMacro: "There is no “{path}”.",
    unknownFunction: "There is no function “{function}”, only {functions}.",
    unknownModifier: "There is no modifier “:{modifier}”.",
    misplacedModifier: "“:{modifier}” does not fit in “{path}”.",
    noList: "“:{modifier}” is for lists, and “{field}” holds one value.",
    bodyOnly:
      "“:{modifier}” changes nothing here: it is for @request.body.{field}.",
    noRelation: "“{field}” is no relation: nothing can follow it.",
    leadsNowhere: "The collection that “{field}” leads to does not exist.",
    emptyKey: "A name is missing between two dots.",
    tooFar: "A path can follow {count} relations at most.",
    tooManyJoins: "This refers to too many related records.",
    tooLong: "A filter can have {limit} bytes at most.",
    password:
      "“{field}” holds only a hash of the password: what you compare it with will not match.",
    noChoice: "“{field}” is never “{value}”.",
    distanceArguments: "geoDistance takes fields and numbers.",
    distanceCount:
      "geoDistance takes four arguments: longitude and latitude of one place, then of the other.",
    timeCount: "strftime takes 1 to {limit} arguments.",
    timeFormat: "The format comes first, in quotes, as in '%Y-%m-%d'.",
    timeValue: "The time is a field, a text or a number.",
    timeModifier: "What comes after the time is text in quotes.",
  },

  /** What the list of completions says beside the names. */
  completion: {
    value: "value",
    hidden: "{type}, hidden",
    relation: "→ {collection}",
    relations: "→ {collection}, several",
    back: "← {collection}",
    collection: "collection",
    alias: "another record of {collection}",
    now: "this moment",
    today: "today, 00:00 in {zone}",
    macros: {
      "@now": "this moment",
      "@todayStart": "today, 00:00 UTC",
      "@todayEnd": "today, 23:59 UTC",
      "@yesterday": "24 hours ago",
      "@tomorrow": "in 24 hours",
      "@monthStart": "first moment of this month",
      "@monthEnd": "last moment of this month",
      "@yearStart": "first moment of this year",
      "@yearEnd": "last moment of this year",
      "@second": "0 to 59",
      "@minute": "0 to 59",
      "@hour": "0 to 23",
      "@day": "1 to 31",
      "@weekday": "0 (Sunday) to 6",
      "@month": "1 to 12",
      "@year": "this year",
    },
    modifiers: {
      lower: "in lower case",
      each: "every entry of the list",
      length: "number of entries",
      isset: "whether it was sent",
      changed: "whether it was sent and differs",
    },
    functions: {
      geoDistance: "kilometres between two places",
      strftime: "parts of a date",
    },
    functionHelp: {
      geoDistance: "geoDistance(lonA, latA, lonB, latB)",
      strftime: "strftime('%Y-%m-%d', field, '+1 day', …)",
    },
    request: {
      auth: "who asks",
      body: "what was sent",
      query: "query parameters",
      headers: "headers, as in user_agent",
      method: "HTTP method",
      context: "what the rule is asked for",
    },
    requestRoot: "what is known of the request",
    collectionRoot: "records of any collection",
    login: {
      collectionId: "the login's collection",
      collectionName: "the login's collection",
    },
    operators: {
      "=": "equal",
      "!=": "not equal",
      ">": "greater",
      ">=": "greater or equal",
      "<": "less",
      "<=": "less or equal",
      "~": "contains",
      "!~": "does not contain",
      "?=": "any is equal",
      "?!=": "any is not equal",
      "?>": "any is greater",
      "?>=": "any is greater or equal",
      "?<": "any is less",
      "?<=": "any is less or equal",
      "?~": "any contains",
      "?!~": "any does not contain",
    },
    joins: { "&&": "and", "||": "or" },
    constants: {
      true: "yes",
      false: "no",
      null: "nothing",
    },
  },

  /** What is wrong with JSON. */
  json: {
    value: "A value is expected here.",
    key: "A name in double quotes is expected here.",
    colon: "A colon is expected here.",
    commaOrBrace: "A comma or } is expected here.",
    commaOrBracket: "A comma or ] is expected here.",
    trailingComma: "Nothing follows this comma.",
    openString: "This text has no closing quote.",
    escape: "There is no such escape.",
    control: "A line break or tab in a text is written as \\n or \\t.",
    singleQuote: "Texts are in double quotes.",
    number: "This is not a number as JSON writes it.",
    word: "Only true, false and null can stand without quotes.",
    comment: "JSON has no comments.",
    extra: "The value ends before this.",
    tooDeep: "This is nested too deeply.",
  },

  /** What is wrong with a mail's template. */
  template: {
    unknown: "There is no placeholder “{placeholder}”: it stays as it is.",
  },

  /** Words of the editor itself, by its own. */
  phrases: {
    Completions: "Suggestions",
    "Control character": "Control character",
    "Selection deleted": "Selection deleted",
    "$ unchanged lines": "$ lines without changes",
  },
} as const;
