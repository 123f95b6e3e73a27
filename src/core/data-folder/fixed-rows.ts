import type { SettingsValues } from "../settings/settings.ts";

/**
 * The migrations that PocketBase records in a new folder of its own. With them it takes the folder for finished when it
 * opens it; without, it would run them again.
 */
export const upstreamMigrations: readonly string[] = [
  "1640988000_aux_init.go",
  "1640988000_init.go",
  "1717233556_v0.23_migrate.go",
  "1717233557_v0.23_migrate2.go",
  "1717233558_v0.23_migrate3.go",
  "1717233559_v0.23_migrate4.go",
  "1763020353_update_default_auth_alert_templates.go",
  "1778828400_normalize_indexes.go",
];

const noS3 = {
  enabled: false,
  bucket: "",
  region: "",
  endpoint: "",
  accessKey: "",
  secret: "",
  forcePathStyle: false,
};

/** The settings of a new folder, as they are stored under the key `settings`. */
export const defaultSettings: SettingsValues = {
  superuserIPs: [],
  smtp: {
    enabled: false,
    port: 587,
    host: "smtp.example.com",
    username: "",
    password: "",
    authMethod: "",
    tls: false,
    localName: "",
  },
  backups: { cron: "", cronMaxKeep: 3, s3: noS3 },
  s3: noS3,
  meta: {
    accentColor: "",
    appName: "Acme",
    appURL: "http://localhost:8090",
    senderName: "Support",
    senderAddress: "support@example.com",
    hideControls: false,
  },
  rateLimits: {
    rules: [
      { label: "*:auth", audience: "", duration: 3, maxRequests: 2 },
      { label: "*:create", audience: "", duration: 5, maxRequests: 20 },
      { label: "/api/batch", audience: "", duration: 1, maxRequests: 3 },
      { label: "/api/", audience: "", duration: 10, maxRequests: 300 },
    ],
    excludedIPs: [],
    enabled: false,
  },
  trustedProxy: { headers: [], useLeftmostIP: false },
  batch: { enabled: false, maxRequests: 50, timeout: 3, maxBodySize: 0 },
  logs: { maxDays: 5, minLevel: 0, logIP: true, logAuthId: false },
  apis: { libredms: { enabled: false } },
};
