export * from './checkpoint.ts';
export * from './evidence.ts';
export * from './grow.ts';
export * from './merkle.ts';
export * from './month.ts';
export * from './note.ts';
export * from './tiles.ts';
export * from './verify-log.ts';
