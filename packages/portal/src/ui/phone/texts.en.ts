export const en = {
  countryCode: 'Country code',
  number: 'Phone number',
  reads: 'Reads as {{text}}',
  impossible: 'No number of this country code has this many digits.',
} as const;
