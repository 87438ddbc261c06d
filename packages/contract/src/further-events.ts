/** An event that no operation declares for itself, and when it is recorded. */
export interface FurtherEvent {
  key: string;
  when: string;
}

/** Recorded beside what an operation declares, whichever operation it is. */
export const furtherEvents = {
  refused: {
    key: 'platform.security.request.refused',
    when: 'a request of a known caller was refused (403, 429), a token was disabled, deleted or expired, or credentials were unknown; repetitions within a minute become one record that counts them',
  },
} as const satisfies Record<string, FurtherEvent>;
