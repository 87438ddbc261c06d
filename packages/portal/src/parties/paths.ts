export const buyersPath = '/public/v1/accounts/buyers';
export const licenseesPath = '/public/v1/accounts/licensees';
export const sellersPath = '/public/v1/accounts/sellers';
export const erpLinksPath = '/public/v1/accounts/erp-links';

export const buyersPage = '/administration/settings/buyers';
export const licenseesPage = '/administration/settings/licensees';
export const sellersPage = '/administration/settings/sellers';

/** The picture's address. It redirects to the picture of the moment, so the revision makes a new one show at once. */
export const pictureOf = ({ icon, revision = 0 }: { icon: string; revision?: number | undefined }) => `${icon}?revision=${revision}`;
