/** What is said of how the accounts of a collection log in. */
export const authOptionsText = {
  groups: {
    methods: "Ways to log in",
    mails: "Mails",
    tokens: "Logins and links",
  },
  enabled: "Enabled",
  notUsed: "Not used while it is off",
  seconds: "seconds",
  /** `{duration}` is in words. */
  thatIs: "= {duration}",
  units: {
    day: { one: "1 day", many: "{count} days" },
    hour: { one: "1 hour", many: "{count} hours" },
    minute: { one: "1 minute", many: "{count} minutes" },
    second: { one: "1 second", many: "{count} seconds" },
  },

  password: {
    title: "Password",
    lead: "Accounts log in with a password and a value that only they have.",
    superusers: "Superusers can always log in with their password.",
    identity: "Log in with",
    identityHint:
      "Fields with a unique index, so that a value belongs to one account.",
    noIdentity: "No other field has a unique index of its own",
  },

  oauth2: {
    title: "OAuth2",
    lead: "Accounts log in with one that they have at another service.",
    providers: "Providers",
    none: "No provider yet",
    noneText: "Nobody can log in this way until there is one.",
    add: "Add a provider",
    pickTitle: "Add a provider",
    pickLead: "Which service should accounts log in with?",
    search: "Search providers",
    nothing: "There is no provider like this.",
    openId: "OpenID Connect",
    others:
      "Any service that speaks OpenID Connect works through OIDC, of which there can be three.",
    remove: "Remove {provider}",
    incomplete: "Not complete",
    failed: "The list of providers did not load.",
    redirect: "Redirect address",
    redirectHint:
      "What the service asks for when you register the app there. Some apps use one of their own.",
    copyRedirect: "Copy the redirect address",
    clientId: "Client ID",
    clientIdHint: "As the service gave it when the app was registered there.",
    secret: "Client secret",
    secretStored: "A secret is stored. It is never shown.",
    secretReplaced: "The stored secret is replaced with the next save.",
    secretPlaceholder: "Stored. Enter another one to replace it",
    displayName: "Name on the button",
    displayNameHint: "What apps show for it.",
    pkce: "PKCE",
    pkceHint: "Proof that the login ends where it began.",
    pkceOptions: {
      auto: "As the service needs it",
      on: "Always",
      off: "Never",
    },
    addresses: "Addresses",
    authURL: "Address to log in (auth URL)",
    tokenURL: "Address for tokens (token URL)",
    userInfoURL: "Address for who it is (user info URL)",
    server: "Address of your server",
    serverHint: "Fills in the three below. Empty: {fallback}.",
    serverRequiredHint: "Fills in the three below.",
    serverPlaceholder: "https://git.example.com",
  },

  oidc: {
    source: "Who has logged in is told by",
    sources: {
      userInfo: "The user info address",
      idToken: "The ID token",
    },
    jwksURL: "Address of the keys (JWKS URL)",
    jwksHint:
      "What the ID token's signature is checked with. It may be empty: the token comes straight from the service.",
    issuers: "Issuers",
    issuersHint: "The issuers that are accepted. Any, if there are none.",
    issuersPlaceholder: "https://login.example.com",
  },

  microsoft: {
    tenant: "Who may log in",
    tenants: {
      common: "Work, school and personal accounts",
      organizations: "Work and school accounts",
      consumers: "Personal accounts",
      tenant: "Accounts of one tenant",
    },
    tenantId: "Tenant",
    tenantHint: "The directory's ID or its domain.",
    email: "Email address from",
    emailHint:
      "An address that the tenant's administrator may write as he likes must not be trusted.",
    claims: {
      mail: { label: "The Graph API", hint: "The field mail" },
      email: {
        label: "The ID token",
        hint: "The claim email, whoever vouches for it",
      },
      email_and_xms_edov: {
        label: "The ID token, of a verified domain",
        hint: "The claim email where xms_edov says that the domain's owner is known",
      },
      verified_primary_email: {
        label: "The ID token, verified primary address",
        hint: "The claim verified_primary_email",
      },
      any_verified: {
        label: "The ID token, either verified one",
        hint: "verified_primary_email, else email with xms_edov",
      },
    },
  },

  lark: {
    region: "Region",
    regions: {
      "feishu.cn": "Feishu (China)",
      "larksuite.com": "Lark (elsewhere)",
    },
    hint: "Accounts are told apart by their union ID.",
  },

  apple: {
    generate: "Generate the secret",
    title: "Generate Apple's client secret",
    lead: "Apple wants a signed token for a secret. It is made of your key, which is not stored.",
    clientId: "Client ID",
    clientIdHint: "The identifier of the service.",
    teamId: "Team ID",
    keyId: "Key ID",
    tenHint: "10 characters",
    duration: "Valid for",
    durationHint: "Six months at most. Then it takes a new one.",
    privateKey: "Private key",
    privateKeyHint: "The content of the .p8 file.",
    submit: "Generate",
    done: "The secret is filled in. Save the collection to use it.",
  },

  mapping: {
    title: "Fields of new accounts",
    hint: "What the service says of somebody who signs up goes into these fields.",
    none: "Nowhere",
    id: "ID",
    name: "Full name",
    username: "User name",
    avatarURL: "Picture",
    avatarHint: "A file field keeps the picture itself.",
  },

  otp: {
    title: "One-time password",
    lead: "Accounts get a code by mail that works once.",
    superusers:
      "Superusers have it as a second factor only: both are switched together.",
    duration: "Valid for",
    length: "Length",
    lengthUnit: "digits",
  },

  mfa: {
    title: "Second factor",
    lead: "Accounts log in twice, in two different ways.",
    needsTwo:
      "It takes two ways to log in. Enable another one before: {missing}.",
    duration: "Time for the second one",
    rule: "Who needs it",
    ruleHint:
      'Empty: everyone. A condition asks only those accounts that match, as email != "" or role = "staff".',
    ruleSystem: "The server relies on this one; it cannot be changed.",
  },

  alert: {
    title: "Login alert",
    lead: "Accounts get a mail when they log in from a place that they have not used before.",
  },

  mails: {
    verification: "Verification",
    resetPassword: "Password reset",
    confirmEmailChange: "Email change",
    otp: "One-time password",
    authAlert: "Login alert",
    changed: "Changed",
    subject: "Subject",
    body: "Text (HTML)",
    placeholders: "Placeholders",
    copyPlaceholder: "Copy {placeholder}",
    reset: "Reset to the default",
    resetTitle: "Reset this mail?",
    resetText: "Its subject and text become what new collections have.",
    resetAction: "Reset",
    test: "Send a test mail",
    testTitle: "Send a test mail",
    testLead: "It is filled with samples. Its links lead nowhere.",
    testUnsaved:
      "The mail is made of what is stored. What you have changed is in it after you save.",
    testNew: "Save the collection first.",
    testTo: "To",
    testSubmit: "Send",
    testSent: "The test mail to {email} is on its way.",
    hints: {
      "{APP_NAME}": "the app's name",
      "{APP_URL}": "the app's address",
      "{TOKEN}": "what makes the link work",
      "{OTP}": "the code",
      "{OTP_ID}": "the code's ID",
      "{ALERT_INFO}": "when, where from and with what",
      record: "of the account",
    },
  },

  tokens: {
    title: "Durations and invalidating",
    durationOf: "{token}: valid for",
    names: {
      authToken: "Login",
      passwordResetToken: "Password reset link",
      emailChangeToken: "Email change link",
      verificationToken: "Verification link",
      fileToken: "File token",
    },
    invalidate: "Invalidate all issued",
    invalidateOf: "Invalidate all issued: {token}",
    pending: "All issued so far end with the next save",
    keep: "Keep them",
    keepOf: "Keep them: {token}",
    confirmTitle: "Invalidate everything issued?",
    confirmAction: "Invalidate",
    after: "It happens when you save the collection.",
    consequences: {
      authToken:
        "All accounts of {collection} are logged out everywhere and have to log in again.",
      passwordResetToken:
        "Links for a new password that were mailed to accounts of {collection} do not work any more. Nobody is logged out.",
      emailChangeToken:
        "Links to confirm a new email address that were mailed to accounts of {collection} do not work any more. Nobody is logged out.",
      verificationToken:
        "Links to verify an email address that were mailed to accounts of {collection} do not work any more. Nobody is logged out.",
      fileToken:
        "Addresses of protected files that accounts of {collection} hold now do not work any more. Apps get new ones by themselves; nobody is logged out.",
    },
    superusers:
      "All superusers are logged out everywhere, and so are you: log in again then.",
  },
} as const;
