export const en = {
  addressLine1: 'Address line 1',
  addressLine2: 'Address line 2',
  city: 'City',
  country: 'Country',
  state: 'State / region',
  postCode: 'ZIP / postcode',
  countryHint: 'Type to find a country',
} as const;
