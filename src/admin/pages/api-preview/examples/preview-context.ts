/** A field, as far as the API's preview cares. */
export interface PreviewField {
  readonly name: string;
  readonly type: string;
  readonly hidden?: boolean;
  readonly required?: boolean;
  readonly system?: boolean;
  readonly min?: number | string | null;
  readonly max?: number | string | null;
  readonly pattern?: string;
  readonly autogeneratePattern?: string;
  readonly onlyInt?: boolean;
  readonly onlyDomains?: readonly string[] | null;
  readonly exceptDomains?: readonly string[] | null;
  readonly values?: readonly string[] | null;
  readonly minSelect?: number;
  readonly maxSelect?: number;
  readonly collectionId?: string;
  readonly mimeTypes?: readonly string[] | null;
  readonly maxSize?: number;
  readonly protected?: boolean;
}

/** A collection, as far as the API's preview cares. */
export interface PreviewCollection {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly system: boolean;
  readonly fields: readonly PreviewField[];
  readonly listRule?: string | null;
  readonly viewRule?: string | null;
  readonly createRule?: string | null;
  readonly updateRule?: string | null;
  readonly deleteRule?: string | null;
  readonly passwordAuth?: {
    readonly enabled: boolean;
    readonly identityFields: readonly string[];
  };
  readonly otp?: { readonly enabled: boolean; readonly length: number };
  readonly oauth2?: {
    readonly enabled: boolean;
    readonly providers: readonly { readonly name: string }[];
  };
  readonly mfa?: { readonly enabled: boolean };
  readonly authToken?: { readonly duration: number };
}

/** What examples are made of. */
export interface PreviewContext {
  /** Where the server is, without a slash at the end. */
  readonly url: string;
  readonly collection: PreviewCollection;
  readonly collections: readonly PreviewCollection[];
  /** Of the record that is viewed, changed and deleted. */
  readonly recordId: string;
  /** A record of the collection, if there is one. */
  readonly record?: Readonly<Record<string, unknown>> & { readonly id: string };
  /** Ids of some records, by their collection's id: for relations. */
  readonly related: Readonly<Record<string, readonly string[]>>;
  readonly isBatchEnabled: boolean;
}

/** What stands in examples for what is the reader's own. */
export const placeholders = {
  recordId: "RECORD_ID",
  relatedId: "RELATED_RECORD_ID",
  email: "YOUR_EMAIL",
  password: "YOUR_PASSWORD",
  token: "YOUR_TOKEN",
  mailToken: "TOKEN_FROM_MAIL",
  newPassword: "NEW_PASSWORD",
  newEmail: "NEW_EMAIL",
  otp: "DIGITS_FROM_MAIL",
  otpId: "OTP_ID",
  fileName: "FILE_NAME",
  fileToken: "FILE_TOKEN",
  clientId: "CLIENT_ID",
  code: "CODE",
  codeVerifier: "CODE_VERIFIER",
} as const;
