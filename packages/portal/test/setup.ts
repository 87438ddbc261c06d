import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, expect, vi } from 'vitest';

// jsdom has no layout, so these are missing there; the components only need them to exist.
Element.prototype.getAnimations ??= () => [];
Element.prototype.scrollIntoView ??= () => {};
Element.prototype.hasPointerCapture ??= () => false;
globalThis.PointerEvent ??= MouseEvent as never;
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
} as never;
window.scrollTo = () => {};

let complaints: unknown[][] = [];

beforeEach(() => {
  complaints = [];
  vi.spyOn(console, 'error').mockImplementation((...words) => {
    complaints.push(words);
  });
});

afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  // A complaint on the console is a failed test, whatever it asserted.
  expect(complaints).toEqual([]);
});
// Generous, because a lazy page is compiled while the test waits for it.
configure({ asyncUtilTimeout: 10_000, getElementError: (message) => new Error(message ?? 'Not found') });
