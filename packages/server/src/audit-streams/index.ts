export { Shipper } from './shipper.ts';
