import { cities, traveller } from "./world.ts";

/** One request, as often as it takes. */
export interface LoadRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: string;
  /** Whether the traveller's token goes with it. */
  readonly asTraveller: boolean;
}

/** What is measured: requests that are sent in turn, again and again. */
export interface Scenario {
  readonly name: string;
  readonly requests: readonly LoadRequest[];
}

const records = "/api/collections/cities/records";
const inGermany = encodeURIComponent(
  "country = '0000000000000de' && population > 5000",
);
const large = encodeURIComponent("population > 500000");

/** Cities spread evenly over the world. */
const sample = cities.filter((_, index) => index % 1353 === 0);

const get = (path: string, asTraveller: boolean): LoadRequest => ({
  method: "GET",
  path,
  asTraveller,
});

export const scenarios: readonly Scenario[] = [
  {
    name: "view",
    requests: sample.map(({ id }) => get(`${records}/${id}`, false)),
  },
  {
    name: "list 30, filter and rule",
    requests: [get(`${records}?filter=${inGermany}&sort=-population`, true)],
  },
  {
    name: "the same, skipTotal",
    requests: [
      get(`${records}?filter=${inGermany}&sort=-population&skipTotal=1`, true),
    ],
  },
  {
    name: "list 30, expand, skipTotal",
    requests: [
      get(
        `${records}?filter=${large}&sort=-population&expand=country&skipTotal=1`,
        true,
      ),
    ],
  },
  {
    name: "create",
    requests: [
      {
        method: "POST",
        path: records,
        body: JSON.stringify({
          name: "New Amsterdam",
          country: "0000000000000us",
          population: 0,
          kind: "PPL",
          location: { lon: -74.01, lat: 40.7 },
        }),
        asTraveller: true,
      },
    ],
  },
  {
    name: "auth-refresh",
    requests: [
      {
        method: "POST",
        path: "/api/collections/users/auth-refresh",
        asTraveller: true,
      },
    ],
  },
];

/** A scan of every city, with a count of all that match: no index helps. */
export const scan = get(
  `${records}?filter=${encodeURIComponent("name ~ 'ville'")}`,
  true,
);

/** A login, of which hashing the password is nearly all the work. */
export const login: LoadRequest = {
  method: "POST",
  path: "/api/collections/users/auth-with-password",
  body: JSON.stringify({
    identity: traveller.email,
    password: traveller.password,
  }),
  asTraveller: false,
};
