/** Whether an event tells of something that was refused or did not work: what stands out in a receiver. */
export const isRefusal = (event: string): boolean => /[._](refused|failed|denied)$/.test(event);
