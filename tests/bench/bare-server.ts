import { Database } from "bun:sqlite";

/**
 * The least that can give the same answers: `Bun.serve`, `bun:sqlite`, and for each question a statement that was
 * written and prepared by hand. It judges no rule, reads no filter and checks no value.
 *
 * Run as `bun bare-server.ts DATA.DB`; prints its address.
 */

interface CityRow {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly population: number;
  readonly kind: string;
  readonly location: string;
  readonly created: string;
  readonly updated: string;
}

interface CountryRow {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly region: string;
  readonly area: number;
  readonly created: string;
  readonly updated: string;
}

interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly avatar: string;
  readonly email: string;
  readonly emailVisibility: number;
  readonly verified: number;
  readonly tokenKey: string;
  readonly created: string;
  readonly updated: string;
}

const database = new Database(Bun.argv[2] ?? "", { strict: true });
database.run("pragma journal_mode = wal");
database.run("pragma synchronous = normal");

const collectionId = (name: string) =>
  database
    .query<{ id: string }, [string]>(
      "select id from _collections where name = ?",
    )
    .get(name)?.id ?? "";
const citiesId = collectionId("cities");
const countriesId = collectionId("countries");
const usersId = collectionId("users");
const authSecret =
  database
    .query<{ secret: string }, []>(
      "select options ->> '$.authToken.secret' secret from _collections where name = 'users'",
    )
    .get()?.secret ?? "";

const germany = "0000000000000de";
const viewCity = database.prepare<CityRow, [string]>(
  "select * from cities where id = ?",
);
const listInGermany = database.prepare<CityRow, [string]>(
  "select * from cities where country = ? and population > 5000 and population >= 0 order by population desc limit 30",
);
const countInGermany = database.prepare<{ total: number }, [string]>(
  "select count(*) total from cities where country = ? and population > 5000 and population >= 0",
);
const listLarge = database.prepare<CityRow, []>(
  "select * from cities where population > 500000 and population >= 0 order by population desc limit 30",
);
const viewCountry = database.prepare<CountryRow, [string]>(
  "select * from countries where id = ?",
);
const insertCity = database.prepare<
  unknown,
  [string, string, string, number, string, string, string, string]
>(
  "insert into cities (id, name, country, population, kind, location, created, updated) values (?, ?, ?, ?, ?, ?, ?, ?)",
);
const viewUser = database.prepare<UserRow, [string]>(
  "select * from users where id = ?",
);

function presentCity(row: CityRow, expand?: object) {
  return {
    collectionId: citiesId,
    collectionName: "cities",
    country: row.country,
    created: row.created,
    ...(expand && { expand }),
    id: row.id,
    kind: row.kind,
    location: JSON.parse(row.location) as unknown,
    name: row.name,
    population: row.population,
    updated: row.updated,
  };
}

function presentCountry(row: CountryRow | null) {
  return {
    area: row?.area,
    code: row?.code,
    collectionId: countriesId,
    collectionName: "countries",
    created: row?.created,
    id: row?.id,
    name: row?.name,
    region: row?.region,
    updated: row?.updated,
  };
}

function view(id: string): Response {
  const row = viewCity.get(id);
  return row === null
    ? new Response(null, { status: 404 })
    : Response.json(presentCity(row));
}

function list(query: string): Response {
  if (query.includes("expand=")) return listWithCountries();
  const items = listInGermany.all(germany).map((row) => presentCity(row));
  const totalItems = query.includes("skipTotal")
    ? -1
    : (countInGermany.get(germany)?.total ?? 0);
  return page(items, totalItems);
}

function listWithCountries(): Response {
  const rows = listLarge.all();
  const countries = new Map<string, object>();
  for (const { country } of rows) {
    if (!countries.has(country))
      countries.set(country, presentCountry(viewCountry.get(country)));
  }
  const items = rows.map((row) =>
    presentCity(row, { country: countries.get(row.country) }),
  );
  return page(items, -1);
}

function page(items: readonly object[], totalItems: number): Response {
  return Response.json({
    items,
    page: 1,
    perPage: 30,
    totalItems,
    totalPages: totalItems === -1 ? -1 : Math.ceil(totalItems / 30),
  });
}

const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

function newId(): string {
  let id = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(15)))
    id += alphabet[byte % alphabet.length] ?? "";
  return id;
}

async function create(request: Request): Promise<Response> {
  const body = (await request.json()) as Omit<CityRow, "location"> & {
    readonly location: unknown;
  };
  const now = new Date().toISOString().replace("T", " ");
  const row: CityRow = {
    id: newId(),
    name: body.name,
    country: body.country,
    population: body.population,
    kind: body.kind,
    location: JSON.stringify(body.location),
    created: now,
    updated: now,
  };
  insertCity.run(
    row.id,
    row.name,
    row.country,
    row.population,
    row.kind,
    row.location,
    now,
    now,
  );
  return Response.json(presentCity(row));
}

const sign = (text: string, key: string) =>
  new Bun.CryptoHasher("sha256", key).update(text).digest("base64url");

const header = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString("base64url");

function refresh(request: Request): Response {
  const [head = "", payload = "", signature] = (
    request.headers.get("authorization") ?? ""
  ).split(".");
  const claims = JSON.parse(
    Buffer.from(payload, "base64url").toString(),
  ) as Readonly<Record<string, unknown>>;
  const user = viewUser.get(String(claims["id"]));
  const key = (user?.tokenKey ?? "") + authSecret;
  if (user === null || sign(`${head}.${payload}`, key) !== signature)
    return new Response(null, { status: 401 });
  const renewed = `${header}.${Buffer.from(
    JSON.stringify({ ...claims, exp: Math.floor(Date.now() / 1000) + 604_800 }),
  ).toString("base64url")}`;
  return Response.json({
    record: {
      avatar: user.avatar,
      collectionId: usersId,
      collectionName: "users",
      created: user.created,
      email: user.email,
      emailVisibility: user.emailVisibility === 1,
      id: user.id,
      name: user.name,
      updated: user.updated,
      verified: user.verified === 1,
    },
    token: `${renewed}.${sign(renewed, key)}`,
  });
}

const records = "/api/collections/cities/records";

const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  fetch(request) {
    const path = request.url.slice(request.url.indexOf("/", 8));
    if (path.startsWith(`${records}/`)) return view(path.slice(-15));
    if (path.startsWith(records))
      return request.method === "POST" ? create(request) : list(path);
    return refresh(request);
  },
});
console.log(server.url.origin);
