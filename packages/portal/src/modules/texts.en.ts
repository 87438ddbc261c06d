import { moduleCatalogue } from '@tenantry/contract/modules';

export const en = {
  description: {
    'access-management': moduleCatalogue['access-management'].description,
    'account-management': moduleCatalogue['account-management'].description,
    'new-marketplace': moduleCatalogue['new-marketplace'].description,
    billing: moduleCatalogue.billing.description,
    procurement: moduleCatalogue.procurement.description,
    notifications: moduleCatalogue.notifications.description,
    'catalog-management': moduleCatalogue['catalog-management'].description,
    'notification-administration': moduleCatalogue['notification-administration'].description,
    'platform-account-management': moduleCatalogue['platform-account-management'].description,
  },
} as const;
