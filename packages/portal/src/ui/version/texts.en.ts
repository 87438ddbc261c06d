export const en = {
  title: 'Somebody else has changed this meanwhile',
  detail: 'Nothing was saved, so that their change is not lost. Load the newest version: what you have entered here stays.',
  load: 'Load the newest version',
  loaded: 'The newest version is loaded and what you entered was kept. Check it, then save again.',
} as const;
