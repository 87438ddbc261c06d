import { describe, expect, test } from 'vitest';
import { streamStates } from '../src/audit-streams/rules.ts';
import { buyerStates } from '../src/buyers/rules.ts';
import { mermaidOf, type StateMachine } from '../src/core/state-machine.ts';
import { erpLinkStates } from '../src/erp-links/rules.ts';
import { licenseeStates } from '../src/licensees/rules.ts';
import { sellerStates } from '../src/sellers/rules.ts';

// The diagrams are drawn from the machines that the server runs by. After a change: vitest run packages/server/test/states.test.ts --update
const machines: [string, string, string][] = [
  ['buyers', 'Buyer', mermaidOf(buyerStates)],
  ['licensees', 'Licensee', mermaidOf(licenseeStates)],
  ['sellers', 'Seller', mermaidOf(sellerStates)],
  ['erp-links', 'ERP link', mermaidOf(erpLinkStates)],
  ['audit-streams', 'Audit stream', mermaidOf(streamStates)],
];

const page = (title: string, diagram: string) =>
  `# ${title}: states\n\nDrawn from the rules of the server; a test compares. An arrow says: action, the fact that must hold in brackets, who may.\n\n\`\`\`mermaid\n${diagram}\n\`\`\`\n`;

describe('the diagram in docs/states', () => {
  test.each(machines)('of %s is what the server does', async (name, title, diagram) => {
    await expect(page(title, diagram)).toMatchFileSnapshot(`../../../docs/states/${name}.md`);
  });
});

describe('every machine', () => {
  test.each([
    ['buyers', buyerStates as StateMachine<string, string, string>],
    ['licensees', licenseeStates as StateMachine<string, string, string>],
    ['sellers', sellerStates as StateMachine<string, string, string>],
    ['erp-links', erpLinkStates as StateMachine<string, string, string>],
    ['audit-streams', streamStates as StateMachine<string, string, string>],
  ])('of %s names states that exist, and reaches all of them', (_, { states, transitions }) => {
    const known = new Set(states);
    for (const { from, to } of transitions) {
      expect([...from].filter((state) => state !== 'New' && !known.has(state))).toEqual([]);
      expect(to === 'same' || known.has(to)).toBe(true);
    }
    expect(states.filter((state) => !transitions.some(({ to }) => to === state))).toEqual([]);
  });
});
