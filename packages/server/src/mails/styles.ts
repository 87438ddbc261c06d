import type { CSSProperties } from 'react';

const font = 'system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif';

// The portal's own (packages/portal/src/ui/theme.css); mail programs know no light-dark().
const accent = '#0f6158';
const accentInTheDark = '#58c2b0';

/** Beside each element, because several mail programs drop style sheets. Contrast at least 4.5 to 1. */
export const inline = {
  page: { margin: 0, padding: 0, backgroundColor: '#f3f4f6', fontFamily: font },
  outer: { borderCollapse: 'collapse' },
  around: { padding: '32px 12px' },
  card: { maxWidth: '560px', backgroundColor: '#ffffff', borderRadius: '12px', textAlign: 'left' },
  inside: { padding: '32px' },
  brand: { margin: '0 0 24px', fontSize: '14px', fontWeight: 700, letterSpacing: '0.04em', color: accent },
  heading: { margin: '0 0 16px', fontSize: '22px', lineHeight: '1.3', fontWeight: 600, color: '#111827' },
  paragraph: { margin: '0 0 16px', fontSize: '16px', lineHeight: '1.5', color: '#111827', overflowWrap: 'anywhere' },
  small: { margin: '0 0 12px', fontSize: '13px', lineHeight: '1.5', color: '#4b5563' },
  buttonRow: { margin: '24px 0' },
  button: {
    display: 'inline-block',
    padding: '12px 20px',
    borderRadius: '8px',
    backgroundColor: accent,
    color: '#ffffff',
    fontSize: '16px',
    fontWeight: 600,
    textDecoration: 'none',
  },
  code: {
    margin: '24px 0',
    fontSize: '28px',
    fontWeight: 700,
    letterSpacing: '0.2em',
    fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
    color: '#111827',
  },
  rule: { margin: '24px 0', border: 'none', borderTop: '1px solid #e5e7eb' },
} as const satisfies Record<string, CSSProperties>;

/** For whoever reads in the dark; `!important`, because what stands beside an element would win otherwise. */
export const mailStyles = `
@media (prefers-color-scheme: dark) {
  .page { background-color: #0b0f19 !important; }
  .card { background-color: #161b27 !important; }
  .ink { color: #f3f4f6 !important; }
  .soft { color: #aeb6c4 !important; }
  .brand { color: ${accentInTheDark} !important; }
  .line { border-top-color: #2b3345 !important; }
  .button { background-color: ${accentInTheDark} !important; color: #05211d !important; }
}`;
