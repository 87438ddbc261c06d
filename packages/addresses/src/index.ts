export { type AddressProblem, checkAddress, completeAddress } from './check.ts';
export { countryCodes, countryOf } from './countries.ts';
export { type Area, findArea } from './find-area.ts';
export { type AddressLike, formatAddress } from './format.ts';
export { type AddressRules, addressRules, type CityKind, type Part, type PostCodeKind, type StateKind } from './rules.ts';
export { realText, unknown } from './unknown.ts';
