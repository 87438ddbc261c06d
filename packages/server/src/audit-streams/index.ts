export { createStream } from './create-stream.ts';
export { Shipper } from './shipper.ts';
