export { evidenceOf } from './evidence.ts';
export { integrate } from './integrate.ts';
export { Integrator } from './integrator.ts';
export { addTileLogRoutes } from './routes.ts';
export { verifyInstallation } from './verify.ts';
