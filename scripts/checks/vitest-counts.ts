import { readFileSync } from 'node:fs';

interface Report {
  testResults: { name: string; status: string; message: string; assertionResults: { status: string }[] }[];
}

export interface Counts {
  passed: number;
  failed: number;
  /** What the numbers do not say by themselves. */
  note: string;
}

/**
 * What Vitest's JSON report says. A file that could not be loaded counts as one failure, and so does a test that was not run:
 * a skipped test proves nothing. A run that ended badly has at least one failure, whatever its report says.
 */
export function readCounts(path: string, exitCode: number): Counts {
  const report = readReport(path);
  if (!report) return { passed: 0, failed: 1, note: '\nThe test runner wrote no report.\n' };
  const counts: Counts = { passed: 0, failed: 0, note: '' };
  for (const file of report.testResults) {
    const count = (status: (given: string) => boolean) => file.assertionResults.filter((one) => status(one.status)).length;
    const failed = count((status) => status === 'failed');
    const passed = count((status) => status === 'passed');
    const notRun = file.assertionResults.length - failed - passed;
    counts.passed += passed;
    counts.failed += failed + notRun;
    if (notRun > 0) counts.note += `\n${file.name}: ${notRun} tests were not run.\n`;
    if (file.status === 'failed' && failed === 0) counts.failed += notRun > 0 ? 0 : 1;
  }
  if (counts.passed + counts.failed === 0) return { passed: 0, failed: 1, note: '\nThere was no test to run.\n' };
  if (exitCode !== 0 && counts.failed === 0) return { ...counts, failed: 1, note: `\nThe test runner ended with exit code ${exitCode}.\n` };
  return counts;
}

function readReport(path: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    return undefined;
  }
}
