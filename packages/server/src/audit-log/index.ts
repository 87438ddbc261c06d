export { evidenceOf } from './evidence.ts';
export { integrate } from './integrate.ts';
export { Integrator } from './integrator.ts';
export { rotateKey } from './keys.ts';
export { addTileLogRoutes } from './tile-log.ts';
export { verificationHandler } from './verifications.ts';
export { verifyInstallation } from './verify.ts';
