import { type Static, Type } from 'typebox';
import { core, nullable, oneOf, optional, page, Reference, reference, strict, text } from './fields.ts';
import { platformOperators } from './parties.ts';
import { resource } from './resource.ts';

export const cloudTenantTypes = ['AwsDirect', 'AwsService', 'Csp365', 'CspAzure', 'Ea365', 'EaAzure', 'Slm', 'Virtual'] as const;
export const cloudTenantStatuses = ['Active', 'Disabled', 'Deleted'] as const;

const uuid = Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'uuid' }));
const ExternalIds = strict({
  cloudConsumptionId: uuid,
  pyraTenantId: uuid,
  providerId: Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength: 250 })),
});

export const CloudTenant = Type.Object({
  ...core,
  name: Type.String(),
  type: oneOf(cloudTenantTypes),
  status: oneOf(cloudTenantStatuses),
  externalIds: Type.Optional(ExternalIds),
  account: Type.Optional(nullable(Reference)),
});
export type CloudTenant = Static<typeof CloudTenant>;

const editable = {
  name: text(100, 1),
  type: oneOf(cloudTenantTypes),
  // The one status that a body sets: the contract has no actions for cloud tenants.
  status: Type.Optional(oneOf(['Active', 'Disabled'] as const)),
  externalIds: Type.Optional(nullable(ExternalIds)),
  account: Type.Optional(nullable(reference('ACC-1234-5678'))),
};

export const NewCloudTenant = Type.Object(editable, {
  additionalProperties: false,
  examples: [{ name: 'Production subscription', type: 'CspAzure', account: { id: 'ACC-1234-5678' }, externalIds: { providerId: 'p-1' } }],
});
export type NewCloudTenant = Static<typeof NewCloudTenant>;
export const CloudTenantPatch = Type.Object(optional(editable), {
  additionalProperties: false,
  examples: [{ name: 'Test subscription' }],
});
export type CloudTenantPatch = Static<typeof CloudTenantPatch>;

export const cloudTenants = resource({
  name: 'cloud-tenants',
  summary: 'Tenants of cloud providers, by account.',
  operations: {
    list: {
      method: 'GET',
      path: '/accounts/cloud-tenants',
      summary: 'List cloud tenants',
      permission: platformOperators,
      list: true,
      answer: page(CloudTenant),
      status: 200,
    },
    get: {
      method: 'GET',
      path: '/accounts/cloud-tenants/{id}',
      summary: 'Read a cloud tenant',
      permission: platformOperators,
      select: true,
      answer: CloudTenant,
      status: 200,
    },
    create: {
      method: 'POST',
      path: '/accounts/cloud-tenants',
      summary: 'Create a cloud tenant',
      permission: platformOperators,
      body: NewCloudTenant,
      reads: CloudTenant,
      answer: CloudTenant,
      status: 201,
      events: ['platform.accounts.cloud_tenant.created'],
    },
    update: {
      method: 'PUT',
      path: '/accounts/cloud-tenants/{id}',
      summary: 'Change a cloud tenant',
      permission: platformOperators,
      body: CloudTenantPatch,
      reads: CloudTenant,
      answer: CloudTenant,
      status: 200,
      problems: ['stale-revision'],
      events: ['platform.accounts.cloud_tenant.updated'],
    },
    delete: {
      method: 'DELETE',
      path: '/accounts/cloud-tenants/{id}',
      summary: 'Delete a cloud tenant for good',
      permission: platformOperators,
      status: 204,
      events: ['platform.accounts.cloud_tenant.deleted'],
    },
  },
});
